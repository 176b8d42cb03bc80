// The tables of what stands on the site.
#pragma once

#include "core/model/inventory.h"
#include "core/store/columns.h"

namespace rackwright::store {

template <>
struct Described<Site>
{
    static constexpr std::string_view table = "site";
    static constexpr auto columns = std::tuple{
        column("id", &Site::id),
        column("name", &Site::name),
        column("address", &Site::address),
        column("latitude_deg", &Site::latitudeDegrees),
        column("longitude_deg", &Site::longitudeDegrees),
        column("building_area_m2", &Site::buildingArea, inSquareMetres),
        column("width_m", &Site::width, inMetres),
        column("depth_m", &Site::depth, inMetres),
        column("origin", &Site::origin),
        column("outline_origin", &Site::outlineOrigin),
    };
};

template <>
struct Described<Hall>
{
    static constexpr std::string_view table = "hall";
    static constexpr auto columns = std::tuple{
        column("id", &Hall::id),
        column("site_id", &Hall::site, MustExist{}),
        column("name", &Hall::name),
        column("x_m", within(&Hall::area, &FloorRect::x), inMetres),
        column("y_m", within(&Hall::area, &FloorRect::y), inMetres),
        column("width_m", within(&Hall::area, &FloorRect::width), inMetres),
        column("depth_m", within(&Hall::area, &FloorRect::depth), inMetres),
        column("height_m", &Hall::height, inMetres),
        column("origin", &Hall::origin),
    };
};

template <>
struct Described<Fixture>
{
    static constexpr std::string_view table = "fixture";
    static constexpr auto columns = std::tuple{
        column("id", &Fixture::id),
        column("hall_id", &Fixture::hall, MustExist{}),
        column("kind", &Fixture::kind),
        column("name", &Fixture::name),
        column("x_m", within(&Fixture::area, &FloorRect::x), inMetres),
        column("y_m", within(&Fixture::area, &FloorRect::y), inMetres),
        column("width_m", within(&Fixture::area, &FloorRect::width), inMetres),
        column("depth_m", within(&Fixture::area, &FloorRect::depth), inMetres),
    };
};

template <>
struct Described<Row>
{
    static constexpr std::string_view table = "rack_row";
    static constexpr auto columns = std::tuple{
        column("id", &Row::id),
        column("hall_id", &Row::hall, MustExist{}),
        column("name", &Row::name),
        column("use", &Row::use),
        column("x_m", within(&Row::area, &FloorRect::x), inMetres),
        column("y_m", within(&Row::area, &FloorRect::y), inMetres),
        column("width_m", within(&Row::area, &FloorRect::width), inMetres),
        column("depth_m", within(&Row::area, &FloorRect::depth), inMetres),
        column("front", &Row::front),
    };
};

template <>
struct Described<Array>
{
    static constexpr std::string_view table = "rack_array";
    static constexpr auto columns = std::tuple{
        column("id", &Array::id),
        column("hall_id", &Array::hall, MustExist{}),
        column("name", &Array::name),
    };
};

template <>
struct Described<Tray>
{
    static constexpr std::string_view table = "tray";
    static constexpr auto columns = std::tuple{
        column("id", &Tray::id),
        column("hall_id", &Tray::hall, MayBeNone{}),
        column("name", &Tray::name),
        column("kind", &Tray::kind),
        column("from_x_m", within(&Tray::from, &FloorPosition::x), inMetres),
        column("from_y_m", within(&Tray::from, &FloorPosition::y), inMetres),
        column("to_x_m", within(&Tray::to, &FloorPosition::x), inMetres),
        column("to_y_m", within(&Tray::to, &FloorPosition::y), inMetres),
        column("height_m", &Tray::height, inMetres),
        column("width_m", &Tray::width, inMetres),
        column("depth_m", &Tray::depth, inMetres),
        column("origin", &Tray::origin),
    };
};

template <>
struct Described<PowerNode>
{
    static constexpr std::string_view table = "power_node";
    static constexpr auto columns = std::tuple{
        column("id", &PowerNode::id),
        column("parent_id", &PowerNode::parent, MayBeNone{}),
        column("kind", &PowerNode::kind),
        column("name", &PowerNode::name),
        column("count", &PowerNode::count, AtLeast{0}),
        column("capacity_w", &PowerNode::capacity, inWatts),
        column("storage_j", &PowerNode::storage, inJoules),
        column("hall_id", &PowerNode::hall, MayBeNone{}),
        column("feed", &PowerNode::feed),
        column("in_service", &PowerNode::inService),
        column("retired", &PowerNode::retired),
        column("origin", &PowerNode::origin),
    };
};

template <>
struct Described<CoolingNode>
{
    static constexpr std::string_view table = "cooling_node";
    static constexpr auto columns = std::tuple{
        column("id", &CoolingNode::id),
        column("parent_id", &CoolingNode::parent, MayBeNone{}),
        column("kind", &CoolingNode::kind),
        column("name", &CoolingNode::name),
        column("count", &CoolingNode::count, AtLeast{0}),
        column("capacity_w", &CoolingNode::capacity, inWatts),
        column("hall_id", &CoolingNode::hall, MayBeNone{}),
        column("origin", &CoolingNode::origin),
    };
};

template <>
struct Described<Rack>
{
    static constexpr std::string_view table = "rack";
    static constexpr auto columns = std::tuple{
        column("id", &Rack::id),
        column("hall_id", &Rack::hall, MustExist{}),
        column("row_id", &Rack::row, MayBeNone{}),
        column("array_id", &Rack::array, MayBeNone{}),
        column("type_id", &Rack::type, MustExist{}),
        column("role", &Rack::role),
        column("name", &Rack::name),
        column("x_m", within(&Rack::centre, &FloorPosition::x), inMetres),
        column("y_m", within(&Rack::centre, &FloorPosition::y), inMetres),
        column("front", &Rack::front),
        column("feed_a_id", &Rack::feedA, MayBeNone{}),
        column("feed_b_id", &Rack::feedB, MayBeNone{}),
    };
};

template <>
struct Described<Fabric>
{
    static constexpr std::string_view table = "fabric";
    static constexpr auto columns = std::tuple{
        column("id", &Fabric::id),
        column("name", &Fabric::name),
        column("purpose", &Fabric::purpose),
        column("kind", &Fabric::kind),
        column("link_speed_bit_per_s", &Fabric::linkSpeed, inBitsPerSecond),
        column("radix", &Fabric::radix, AtLeast{0}),
        column("tiers", &Fabric::tiers, AtLeast{0}),
        column("oversubscription", &Fabric::oversubscription),
        column("origin", &Fabric::origin),
    };
};

template <>
struct Described<Device>
{
    static constexpr std::string_view table = "device";
    static constexpr auto columns = std::tuple{
        column("id", &Device::id),
        column("rack_id", &Device::rack, MustExist{}),
        column("type_id", &Device::type, MustExist{}),
        column("name", &Device::name),
        column("unit", &Device::unit, AtLeast{0}),
        column("fabric_id", &Device::fabric, MayBeNone{}),
        column("tier", &Device::tier),
        column("rail", &Device::rail, AtLeast{-1}),
    };
};

template <>
struct Described<Cable>
{
    static constexpr std::string_view table = "cable";
    static constexpr auto columns = std::tuple{
        column("id", &Cable::id),
        column("fabric_id", &Cable::fabric, MustExist{}),
        column("a_id", &Cable::a, MustExist{}),
        column("b_id", &Cable::b, MustExist{}),
        column("a_port", &Cable::aPort, AtLeast{0}),
        column("b_port", &Cable::bPort, AtLeast{0}),
        column("medium", &Cable::medium),
        column("length_m", &Cable::length, inMetres),
    };
};

} // namespace rackwright::store
