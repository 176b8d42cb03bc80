-- The first plan file. Columns carry their unit; a reference that is none, or a value not known, is NULL.
-- References are declared for other programs; core/store checks them itself (core/decisions/0002).

PRAGMA application_id = 1381452624; -- 'RWKP'

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    fact TEXT NOT NULL,
    location TEXT NOT NULL,
    confidence TEXT NOT NULL
) STRICT;

CREATE TABLE site (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    latitude_deg REAL,
    longitude_deg REAL,
    building_area_m2 REAL,
    width_m REAL NOT NULL,
    depth_m REAL NOT NULL,
    origin TEXT NOT NULL,
    outline_origin TEXT NOT NULL
) STRICT;

CREATE TABLE rack_type (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    width_m REAL NOT NULL,
    depth_m REAL NOT NULL,
    height_m REAL NOT NULL,
    height_units INTEGER NOT NULL,
    mass_kg REAL,
    origin TEXT NOT NULL
) STRICT;

CREATE TABLE accelerator (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    bf16_peak_flop_per_s REAL NOT NULL,
    fp8_peak_flop_per_s REAL,
    memory_byte REAL NOT NULL,
    memory_bandwidth_bit_per_s REAL NOT NULL,
    scale_up_bandwidth_bit_per_s REAL,
    design_power_w REAL NOT NULL,
    origin TEXT NOT NULL
) STRICT;

CREATE TABLE device_type (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    manufacturer TEXT NOT NULL,
    kind TEXT NOT NULL,
    height_units INTEGER NOT NULL,
    power_w REAL,
    mass_kg REAL,
    accelerator_id INTEGER REFERENCES accelerator,
    accelerator_count INTEGER NOT NULL,
    ports INTEGER NOT NULL,
    port_speed_bit_per_s REAL NOT NULL,
    origin TEXT NOT NULL,
    power_origin TEXT NOT NULL
) STRICT;

CREATE TABLE assumption (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    group_name TEXT NOT NULL,
    label TEXT NOT NULL,
    unit TEXT NOT NULL,
    value_low REAL NOT NULL,
    value_likely REAL NOT NULL,
    value_high REAL NOT NULL,
    origin TEXT NOT NULL
) STRICT;

CREATE TABLE workload (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    precision TEXT NOT NULL,
    tokens REAL NOT NULL,
    compute_flop REAL NOT NULL,
    utilisation_low REAL NOT NULL,
    utilisation_likely REAL NOT NULL,
    utilisation_high REAL NOT NULL,
    layers INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    heads INTEGER NOT NULL,
    kv_heads INTEGER NOT NULL,
    head_size INTEGER NOT NULL,
    attention TEXT NOT NULL,
    query_rank INTEGER NOT NULL,
    kv_rank INTEGER NOT NULL,
    rope_size INTEGER NOT NULL,
    value_size INTEGER NOT NULL,
    feed_forward INTEGER NOT NULL,
    gated INTEGER NOT NULL,
    dense_layers INTEGER NOT NULL,
    experts INTEGER NOT NULL,
    active_experts INTEGER NOT NULL,
    shared_experts INTEGER NOT NULL,
    expert_feed_forward INTEGER NOT NULL,
    vocabulary INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    tensor_parallel INTEGER NOT NULL,
    pipeline_parallel INTEGER NOT NULL,
    pipeline_interleave INTEGER NOT NULL,
    context_parallel INTEGER NOT NULL,
    expert_parallel INTEGER NOT NULL,
    microbatch INTEGER NOT NULL,
    microbatches INTEGER NOT NULL,
    origin TEXT NOT NULL,
    layout_origin TEXT NOT NULL
) STRICT;

CREATE TABLE peer (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    accelerator_id INTEGER REFERENCES accelerator,
    accelerators TEXT NOT NULL,
    count REAL NOT NULL,
    date TEXT NOT NULL,
    power_w REAL,
    cost_usd REAL,
    origin TEXT NOT NULL
) STRICT;

CREATE TABLE hall (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES site,
    name TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL,
    depth_m REAL NOT NULL,
    height_m REAL NOT NULL,
    origin TEXT NOT NULL
) STRICT;

CREATE TABLE fixture (
    id INTEGER PRIMARY KEY,
    hall_id INTEGER NOT NULL REFERENCES hall,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL,
    depth_m REAL NOT NULL
) STRICT;

CREATE TABLE rack_row (
    id INTEGER PRIMARY KEY,
    hall_id INTEGER NOT NULL REFERENCES hall,
    name TEXT NOT NULL,
    use TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL,
    depth_m REAL NOT NULL,
    front TEXT NOT NULL
) STRICT;

CREATE TABLE rack_array (
    id INTEGER PRIMARY KEY,
    hall_id INTEGER NOT NULL REFERENCES hall,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE power_node (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES power_node,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    capacity_w REAL,
    storage_j REAL,
    hall_id INTEGER REFERENCES hall,
    feed TEXT NOT NULL,
    in_service TEXT NOT NULL,
    retired TEXT NOT NULL,
    origin TEXT NOT NULL
) STRICT;

CREATE TABLE cooling_node (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES cooling_node,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    capacity_w REAL,
    hall_id INTEGER REFERENCES hall,
    origin TEXT NOT NULL
) STRICT;

CREATE TABLE rack (
    id INTEGER PRIMARY KEY,
    hall_id INTEGER NOT NULL REFERENCES hall,
    row_id INTEGER REFERENCES rack_row,
    array_id INTEGER REFERENCES rack_array,
    type_id INTEGER NOT NULL REFERENCES rack_type,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    front TEXT NOT NULL,
    feed_a_id INTEGER REFERENCES power_node,
    feed_b_id INTEGER REFERENCES power_node
) STRICT;

CREATE TABLE fabric (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    kind TEXT NOT NULL,
    link_speed_bit_per_s REAL NOT NULL,
    radix INTEGER NOT NULL,
    tiers INTEGER NOT NULL,
    oversubscription REAL NOT NULL,
    origin TEXT NOT NULL
) STRICT;

CREATE TABLE device (
    id INTEGER PRIMARY KEY,
    rack_id INTEGER NOT NULL REFERENCES rack,
    type_id INTEGER NOT NULL REFERENCES device_type,
    name TEXT NOT NULL,
    unit INTEGER NOT NULL,
    fabric_id INTEGER REFERENCES fabric,
    tier TEXT NOT NULL,
    rail INTEGER NOT NULL
) STRICT;

CREATE TABLE cable (
    id INTEGER PRIMARY KEY,
    fabric_id INTEGER NOT NULL REFERENCES fabric,
    a_id INTEGER NOT NULL REFERENCES device,
    b_id INTEGER NOT NULL REFERENCES device,
    a_port INTEGER NOT NULL,
    b_port INTEGER NOT NULL,
    medium TEXT NOT NULL,
    length_m REAL
) STRICT;

CREATE TABLE scenario (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL
) STRICT;

CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    scenario_id INTEGER NOT NULL REFERENCES scenario,
    ordinal INTEGER NOT NULL,
    date TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    parameters TEXT NOT NULL,
    enabled INTEGER NOT NULL
) STRICT;

CREATE TABLE bookmark (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    position_x_m REAL NOT NULL,
    position_y_m REAL NOT NULL,
    position_z_m REAL NOT NULL,
    focus_x_m REAL NOT NULL,
    focus_y_m REAL NOT NULL,
    focus_z_m REAL NOT NULL,
    up_x REAL NOT NULL,
    up_y REAL NOT NULL,
    up_z REAL NOT NULL
) STRICT;

-- Committed edits, oldest first. AUTOINCREMENT: a number is never given to another edit.
CREATE TABLE change_log (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at_utc TEXT NOT NULL,
    label TEXT NOT NULL,
    undone INTEGER NOT NULL
) STRICT;

-- What an edit did, as SQLite's session extension writes it. Apart from the log, which then stays quick to
-- read and to mark however large an edit was.
CREATE TABLE changeset (
    number INTEGER PRIMARY KEY REFERENCES change_log,
    content BLOB NOT NULL
) STRICT;
