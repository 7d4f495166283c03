#include "app/session/program_setting.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include "app/session/text.h"
#include "touchstone/assist/external_tool.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int longestSeconds = 24 * 3600;

} // namespace

ProgramSetting ProgramSetting::read()
{
    const QSettings settings;
    ProgramSetting read;
    read.program = settings.value(u"helper/program"_s).toString();
    read.arguments = settings.value(u"helper/arguments"_s).toString();
    read.seconds = std::clamp(settings.value(u"helper/seconds"_s, read.seconds).toInt(), 0, longestSeconds);
    return read;
}

void ProgramSetting::write() const
{
    QSettings settings;
    settings.setValue(u"helper/program"_s, program);
    settings.setValue(u"helper/arguments"_s, arguments);
    settings.setValue(u"helper/seconds"_s, seconds);
}

QString ProgramSetting::name() const
{
    return QFileInfo(program).fileName();
}

Result<std::vector<std::string>> ProgramSetting::command() const
{
    std::vector<std::string> words{fromQt(program)};
    if (arguments.trimmed().isEmpty())
        return words;
    Result<std::vector<std::string>> given = splitCommand(fromQt(arguments));
    if (!given)
        return given.error();
    words.insert(words.end(), given->begin(), given->end());
    return words;
}

QString ProgramSetting::problem() const
{
    if (program.isEmpty())
        return {};
    const QFileInfo file(program);
    if (!program.contains(u'/')) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return u"There is no program “%1” in PATH. Choose its file."_s.arg(program);
    } else if (!file.exists()) {
        return u"%1 is not there."_s.arg(program);
    } else if (!file.isFile() || !file.isExecutable()) {
        return u"%1 is not a program that can be run."_s.arg(program);
    }
    const auto whole = command();
    return whole ? QString() : toQt(whole.error().message);
}

} // namespace touchstone
