#include "app/label/label_settings.h"

#include <QSettings>
#include <QStringList>

#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

LabelId labelFrom(const QString& text)
{
    const auto uuid = Uuid::parse(fromQt(text));
    return uuid ? LabelId{*uuid} : LabelId{};
}

} // namespace

LabelSettings LabelSettings::read()
{
    QSettings settings;
    settings.beginGroup(u"label"_s);
    LabelSettings read;
    read.askEachTime = settings.value(u"askEachTime"_s, read.askEachTime).toBool();
    read.outlineOnly = settings.value(u"outlineOnly"_s, read.outlineOnly).toBool();
    read.fillAlpha = settings.value(u"fillAlpha"_s, read.fillAlpha).toInt();
    read.panes = settings.value(u"panes"_s).toByteArray();
    read.tab = settings.value(u"tab"_s, read.tab).toInt();
    return read;
}

void LabelSettings::write() const
{
    QSettings settings;
    settings.beginGroup(u"label"_s);
    settings.setValue(u"askEachTime"_s, askEachTime);
    settings.setValue(u"outlineOnly"_s, outlineOnly);
    settings.setValue(u"fillAlpha"_s, fillAlpha);
    settings.setValue(u"panes"_s, panes);
    settings.setValue(u"tab"_s, tab);
}

LabelPlace LabelPlace::read(const ProjectId& project)
{
    QSettings settings;
    settings.beginGroup(u"projects/"_s + toQt(project.toString()));
    LabelPlace read;
    read.item = settings.value(u"item"_s, 0).toLongLong();
    read.label = labelFrom(settings.value(u"label"_s).toString());
    for (const QString& text : settings.value(u"recent"_s).toStringList())
        if (const LabelId label = labelFrom(text))
            read.recent.push_back(label);
    return read;
}

void LabelPlace::write(const ProjectId& project) const
{
    QSettings settings;
    settings.beginGroup(u"projects/"_s + toQt(project.toString()));
    settings.setValue(u"item"_s, qlonglong(item));
    settings.setValue(u"label"_s, toQt(label.toString()));
    QStringList texts;
    for (const LabelId& one : recent)
        texts.append(toQt(one.toString()));
    settings.setValue(u"recent"_s, texts);
}

} // namespace touchstone
