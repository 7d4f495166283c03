// The manual has a chapter with a picture for each tool.

#include <gtest/gtest.h>

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include "app/session/text.h"
#include "tools/tool.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

const QString docs = QStringLiteral(TOUCHSTONE_SOURCE_DIR) + u"/docs/"_s;

QStringList chapters()
{
    QFile file(docs + u"user_guide.md"_s);
    return file.open(QIODevice::ReadOnly)
               ? QString::fromUtf8(file.readAll()).split(QRegularExpression(u"^#+ "_s, QRegularExpression::MultilineOption))
               : QStringList();
}

TEST(Manual, EachToolHasAChapterThatNamesItsKeyAndShowsIt)
{
    const QStringList all = chapters();
    ASSERT_GT(all.size(), 1);
    for (const ToolInfo& tool : toolInfos()) {
        const QString key = tool.key.toString(QKeySequence::PortableText);
        const QRegularExpression heading(u"— %1(,|$)"_s.arg(QRegularExpression::escape(key)));
        QString chapter;
        for (const QString& one : all)
            if (heading.match(one.section(u'\n', 0, 0)).hasMatch())
                chapter = one;
        EXPECT_FALSE(chapter.isEmpty()) << "no chapter “… — " << fromQt(key) << "” for " << fromQt(tool.name);
        EXPECT_TRUE(chapter.isEmpty() || chapter.contains(u"](images/guide/"_s))
            << "the chapter of " << fromQt(tool.name) << " has no picture; cmake/guide_pictures.sh takes them";
    }
}

TEST(Manual, ItsPicturesAreThere)
{
    static const QRegularExpression picture(u"\\]\\((images/[^)]+)\\)"_s);
    int count = 0;
    for (const QString& chapter : chapters())
        for (auto each = picture.globalMatch(chapter); each.hasNext(); ++count) {
            const QString path = each.next().captured(1);
            EXPECT_TRUE(QFileInfo::exists(docs + path)) << fromQt(path);
        }
    EXPECT_GT(count, 10);
}

} // namespace
} // namespace touchstone
