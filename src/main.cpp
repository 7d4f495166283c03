#include <memory>

#include <QApplication>
#include <QCommandLineParser>

#include "app/label/first_picture.h"
#include "app/session/text.h"
#include "app/shell/end_signals.h"
#include "app/shell/first_show.h"
#include "app/shell/main_window.h"
#include "app/shell/preferences.h"
#include "app/shell/project_desk.h"
#include "app/shell/tour.h"
#include "app/start/dropped.h"
#include "app/theme/theme.h"

using namespace touchstone;
using namespace Qt::StringLiterals;

namespace {

/// --help and --version answer without a display too.
std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--help" || argument == "--help-all" || argument == "--version" || argument == "-h"
            || argument == "-v") {
            return std::make_unique<QCoreApplication>(argc, argv);
        }
    }
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace

int main(int argc, char** argv)
{
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
    QApplication::setOrganizationName(u"touchstone"_s);
    QApplication::setApplicationName(u"touchstone"_s);
    QApplication::setApplicationVersion(QStringLiteral(TOUCHSTONE_VERSION));
    QApplication::setDesktopFileName(u"io.github.touchstone.Touchstone"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"Label pictures and texts. Every gesture is kept, everything can be undone."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"PATH"_s, u"A project, a folder of pictures, a picture or a data set."_s,
                                 u"[PATH]"_s);
    parser.addPositionalArgument(u"ITEM"_s, u"The picture to show first, as the task list names it."_s,
                                 u"[ITEM]"_s);
    const QCommandLineOption sample(u"sample"_s, u"Open the sample project; it is drawn when it is not there."_s);
    const QCommandLineOption tour(u"tour"_s, u"Write pictures of the window on DIR/sample into DIR, then end."_s,
                                  u"DIR"_s);
    const QCommandLineOption untilPainted(u"until-painted"_s,
                                          u"End as soon as the first picture is painted, to measure the start."_s);
    parser.addOptions({sample, tour, untilPainted});
    parser.process(*application);

    const QStringList arguments = parser.positionalArguments();
    // A worker opens it while the window is built.
    auto desk = std::make_unique<ProjectDesk>();
    bool isOpening = parser.isSet(sample);
    if (parser.isSet(tour)) {
        // Opens its sample itself, after pictures of the start page.
    } else if (isOpening) {
        desk->openSample();
    } else if (!arguments.isEmpty()) {
        QString unused;
        const auto named = recogniseDropped({pathFromQt(arguments.front())}, unused);
        isOpening = named && desk->open(*named, arguments.value(1));
    }
    applyColors(*qApp, Preferences::theme());
    MainWindow window(
        [](ProjectSession& session, JobRunner& jobs, QWidget* parent) {
            return std::vector<Workspace*>{makeLabelWorkspace(session, jobs, parent)};
        },
        std::move(desk));
    const EndSignals signals(window);
    if (parser.isSet(untilPainted))
        new FirstPicture(&window);
    showFirst(window);
    if (parser.isSet(tour)) {
        startTour(window, pathFromQt(parser.value(tour)));
    } else if (!arguments.isEmpty() && !isOpening) {
        window.openPaths({pathFromQt(arguments.front())}, arguments.value(1));
    }
    return QApplication::exec();
}
