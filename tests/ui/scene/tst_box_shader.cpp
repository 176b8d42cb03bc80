#include "ui/scene/box_shader.h"

#include <QTest>

using namespace rackwright::ui::scene;

class TestBoxShader : public QObject
{
    Q_OBJECT

private slots:
    void knowsWhatShapesNeed();
    void leavesOutWhatNoShapeNeeds();
    void versionComesFirst();
};

void TestBoxShader::knowsWhatShapesNeed()
{
    const Box box{.centre = {}, .size = {1.0, 1.0, 1.0}};
    const Rgba grey = Rgba::hex(0x808080);
    const ShaderNeeds plain = needsOf({shapeOf(box, grey)});
    QCOMPARE(plain.finishes.count(), std::size_t{1});
    QVERIFY(!plain.lines);
    const ShaderNeeds both = needsOf(
        {shapeOf(box, grey, grey, Finish::Rack), shapeOf(box, grey, transparent, Finish::Soft)});
    QCOMPARE(both.finishes.count(), std::size_t{2});
    QVERIFY(both.lines);
    QVERIFY(needsOf({}) == ShaderNeeds{});
}

void TestBoxShader::leavesOutWhatNoShapeNeeds()
{
    ShaderNeeds needs;
    needs.finishes.set(static_cast<std::size_t>(Finish::OpenRack));
    const std::string source = boxFragmentShader(needs);
    QVERIFY(source.find("#define OPEN_RACK\n") != std::string::npos);
    QVERIFY(source.find("#define SWITCH") == std::string::npos);
    QVERIFY(source.find("#define LINES") == std::string::npos);
    needs.lines = true;
    QVERIFY(boxFragmentShader(needs).find("#define LINES\n") != std::string::npos);
}

// GLSL takes nothing but comments before its version, which VTK writes in this place.
void TestBoxShader::versionComesFirst()
{
    QVERIFY(boxFragmentShader({}).starts_with("//VTK::System::Dec\n"));
}

QTEST_APPLESS_MAIN(TestBoxShader)
#include "tst_box_shader.moc"
