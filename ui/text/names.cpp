#include "ui/text/names.h"

#include <QCoreApplication>

namespace rackwright::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Names", text);
}

} // namespace

QString nameOf(RackRole role)
{
    switch (role) {
    case RackRole::Compute:
        return tr("Compute rack");
    case RackRole::Network:
        return tr("Network rack");
    case RackRole::Storage:
        return tr("Storage rack");
    case RackRole::Cpu:
        return tr("CPU rack");
    case RackRole::Management:
        return tr("Management rack");
    }
    return {};
}

QString nameOf(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::Server:
        return tr("Server");
    case DeviceKind::Switch:
        return tr("Switch");
    case DeviceKind::CoolingUnit:
        return tr("Coolant distribution unit");
    case DeviceKind::PowerStrip:
        return tr("Power strip");
    case DeviceKind::StorageServer:
        return tr("Storage server");
    case DeviceKind::CpuServer:
        return tr("CPU server");
    case DeviceKind::Other:
        return tr("Device");
    }
    return {};
}

QString nameOf(Tier tier)
{
    switch (tier) {
    case Tier::None:
        return {};
    case Tier::Leaf:
        return tr("Leaf switch");
    case Tier::Spine:
        return tr("Spine switch");
    case Tier::Core:
        return tr("Core switch");
    case Tier::FourthTier:
        return tr("Fourth-tier switch");
    }
    return {};
}

QString nameOf(FixtureKind kind)
{
    switch (kind) {
    case FixtureKind::Column:
        return tr("Column");
    case FixtureKind::Door:
        return tr("Door");
    case FixtureKind::KeepOut:
        return tr("Keep-out area");
    }
    return {};
}

QString nameOf(Facing side)
{
    switch (side) {
    case Facing::North:
        return tr("north");
    case Facing::East:
        return tr("east");
    case Facing::South:
        return tr("south");
    case Facing::West:
        return tr("west");
    }
    return {};
}

QString nameOf(FabricPurpose use)
{
    switch (use) {
    case FabricPurpose::Gpu:
        return tr("GPU network");
    case FabricPurpose::FrontEnd:
        return tr("Front-end network");
    case FabricPurpose::OutOfBand:
        return tr("Out-of-band network");
    }
    return {};
}

QString nameOf(Medium medium)
{
    switch (medium) {
    case Medium::Dac:
        return tr("passive copper");
    case Medium::Multimode:
        return tr("multimode fibre");
    case Medium::SingleMode:
        return tr("single-mode fibre");
    case Medium::Acc:
        return tr("active copper");
    case Medium::Aoc:
        return tr("active optical cable");
    case Medium::TwistedPair:
        return tr("twisted pair");
    }
    return {};
}

QString nameOf(PowerNodeKind kind)
{
    switch (kind) {
    case PowerNodeKind::Grid:
        return tr("Grid supply");
    case PowerNodeKind::Generator:
        return tr("Generator");
    case PowerNodeKind::Battery:
        return tr("Battery");
    case PowerNodeKind::Substation:
        return tr("Substation");
    case PowerNodeKind::HallSwitchgear:
        return tr("Hall switchgear");
    case PowerNodeKind::Busway:
        return tr("Busway");
    }
    return {};
}

QString nameOf(CoolingNodeKind kind)
{
    switch (kind) {
    case CoolingNodeKind::CoolingTower:
        return tr("Cooling tower");
    case CoolingNodeKind::ChilledLoop:
        return tr("Chilled loop");
    case CoolingNodeKind::HallLoop:
        return tr("Hall loop");
    }
    return {};
}

QString noPlanText()
{
    return tr("No plan is open. Open one with Ctrl+O, or make one with Ctrl+N.");
}

QString unknownText()
{
    return tr("unknown");
}

} // namespace rackwright::ui
