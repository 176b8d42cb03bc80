-- Cables that can be bought, and the trays in which they lie.

CREATE TABLE cable_type (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    medium TEXT NOT NULL,
    fastest_bit_per_s REAL NOT NULL,
    reach_m REAL NOT NULL,
    diameter_m REAL NOT NULL,
    linear_mass_kg_per_m REAL,
    sold_lengths_m TEXT NOT NULL, -- numbers with blanks between them, the shortest first
    price TEXT NOT NULL, -- names the assumptions with its price
    origin TEXT NOT NULL
) STRICT;

CREATE TABLE tray (
    id INTEGER PRIMARY KEY,
    hall_id INTEGER REFERENCES hall,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    from_x_m REAL NOT NULL,
    from_y_m REAL NOT NULL,
    to_x_m REAL NOT NULL,
    to_y_m REAL NOT NULL,
    height_m REAL NOT NULL,
    width_m REAL NOT NULL,
    depth_m REAL NOT NULL,
    origin TEXT NOT NULL
) STRICT;
