// A report before it is drawn: what a board or a utility is handed, free of pages, fonts and file formats.
#pragma once

#include "core/base/figure.h"
#include "core/base/range.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rackwright::report {

struct Paragraph
{
    std::string text;
};

struct BulletList
{
    std::vector<std::string> items;
};

// A number for the reader's eyes; what draws it chooses prefix, digits and thousands separator.
struct Measure
{
    Range<double> value;
    std::string unit;
    int unknownParts = 0; // as in Figure

    friend bool operator==(const Measure&, const Measure&) = default;
};

// From one value to another, of which the difference is shown.
struct Change
{
    double before = 0.0;
    double after = 0.0;
    std::string unit;

    friend bool operator==(const Change&, const Change&) = default;
};

using Cell = std::variant<std::string, Measure, Change>;

enum class Alignment
{
    Left,
    Right,
};

struct Column
{
    std::string title;
    Alignment alignment = Alignment::Left;
};

enum class RowWeight
{
    Plain,
    Total,
};

struct TableRow
{
    std::vector<Cell> cells; // as many as columns
    RowWeight weight = RowWeight::Plain;
    int depth = 0; // how far the first cell is indented
};

struct Table
{
    std::string caption;
    std::vector<Column> columns;
    std::vector<TableRow> rows;
};

enum class PictureRole
{
    View3d,
    FloorPlan,
};

// Left for whoever can draw it. Without a picture the caption is not shown either.
struct Picture
{
    PictureRole role = PictureRole::View3d;
    std::string caption;
};

struct Bar
{
    std::string label;
    Range<double> value;
};

// Horizontal bars with their bands, longest first.
struct BarChart
{
    std::string caption;
    std::string unit;
    std::vector<Bar> bars;
};

// A whole and what it is made of, from the foot up.
struct Stack
{
    std::string title;
    std::vector<Figure> parts;
    std::optional<Figure> limit; // what there is of it
};

struct StackChart
{
    std::string caption;
    std::vector<Stack> stacks;
};

struct SizeValue
{
    double accelerators = 0.0;
    Range<double> value;
};

// How a training run changes with the number of GPUs.
struct SizeCurves
{
    std::string caption;
    double accelerators = 0.0; // of the plan
    std::vector<SizeValue> tokensPerDay;
    std::vector<SizeValue> days;
};

using Block = std::variant<Paragraph, BulletList, Table, Picture, BarChart, StackChart, SizeCurves>;

struct Section
{
    std::string title;
    std::vector<Block> blocks;
};

struct Document
{
    std::string title;    // "Colossus, Memphis"
    std::string subtitle; // "Planning report: Double to 200,000 GPUs"
    std::vector<Section> sections;
};

} // namespace rackwright::report
