#include "app/exchange/import_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "app/exchange/encoding_choice.h"
#include "app/exchange/form_rows.h"
#include "app/exchange/path_field.h"
#include "app/exchange/preview_grid.h"
#include "app/jobs/run_job.h"
#include "app/session/text.h"
#include "app/start/dropped.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

QString fileFilter()
{
    QStringList patterns;
    for (const Format* format : formats()) {
        if (format->info().reads) {
            for (const std::string& extension : format->info().extensions) {
                patterns << u"*."_s + toQt(extension);
            }
        }
    }
    return ImportDialog::tr("Data sets (%1);;All files (*)").arg(patterns.join(u' '));
}

} // namespace

ImportDialog::ImportDialog(JobRunner& jobs, bool intoNew, QWidget* parent)
    : QDialog(parent), m_jobs(jobs),
      m_file(new PathField(PathField::Kind::OpenFileOrFolder, tr("Choose a data set"), fileFilter())),
      m_images(new PathField(PathField::Kind::Folder, tr("Where its pictures are"))),
      m_encoding(makeEncodingChoice({}, true)), m_found(new QLabel), m_labels(new QLabel),
      m_grid(new PreviewGrid), m_role(new QComboBox), m_author(new QLineEdit),
      m_continue(
          new QRadioButton(tr("Continue from these: they are shown, and the first edit makes them mine"))),
      m_compare(new QRadioButton(tr("Only compare with them: every item starts empty"))),
      m_realign(
          new QCheckBox(tr("Move spans that count a line end as one character to where their words stand"))),
      m_import(new QPushButton(tr("Import")))
{
    setWindowTitle(tr("Import a data set"));
    m_images->setPlaceholder(tr("Searched beside the file"));
    m_role->addItem(tr("Ground truth"), int(LayerRole::GroundTruth));
    m_role->addItem(tr("Prediction of a model"), int(LayerRole::Prediction));
    m_continue->setChecked(true);
    m_found->setTextFormat(Qt::PlainText);
    m_labels->setTextFormat(Qt::PlainText);
    m_import->setProperty("kind", u"primary"_s);
    m_import->setObjectName(u"importButton"_s);
    m_import->setDefault(true);
    m_import->setEnabled(false);

    auto* rows = new FormRows;
    rows->addField(tr("File or folder"), m_file);
    rows->addNote(m_found);
    rows->addField(tr("Pictures"), m_images);
    rows->addField(tr("Encoding"), m_encoding);
    m_rows = rows;
    auto* second = new FormRows;
    second->addField(tr("They are"), m_role);
    second->addField(tr("Made by"), m_author);
    if (intoNew) {
        m_project = new PathField(PathField::Kind::SaveFile, tr("The new project file"),
                                  tr("Projects (*.touchstone)"));
        second->addField(tr("New project"), m_project);
    }
    auto* cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &QDialog::accept);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_import);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addLayout(rows);
    column->addWidget(m_grid, 1);
    m_labels->setProperty("role", u"small"_s);
    m_labels->setWordWrap(true);
    column->addWidget(m_labels);
    column->addLayout(second);
    auto* choice = new QVBoxLayout;
    choice->setSpacing(2);
    choice->setContentsMargins(124, 0, 0, 0);
    choice->addWidget(m_continue);
    choice->addWidget(m_compare);
    m_realign->setObjectName(u"realign"_s);
    m_realign->setChecked(true);
    m_realign->hide();
    choice->addWidget(m_realign);
    column->addLayout(choice);
    column->addLayout(buttons);

    connect(m_role, &QComboBox::currentIndexChanged, this, [this] {
        const bool truth = options().role == LayerRole::GroundTruth;
        m_continue->setEnabled(truth);
        m_compare->setEnabled(truth);
        (truth ? m_continue : m_compare)->setChecked(true);
    });
    connect(m_file, &PathField::pathChanged, this, [this] {
        const std::filesystem::path chosen = file();
        m_author->setText(pathToQt(chosen.stem()));
        m_realign->setChecked(true); // What was decided of another file does not hold for this one.
        if (m_project) {
            std::filesystem::path beside = chosen;
            m_project->setPath(pathToQt(beside.replace_extension(".touchstone")));
        }
        look();
    });
    connect(m_images, &PathField::pathChanged, this, &ImportDialog::look);
    connect(m_encoding, &QComboBox::currentIndexChanged, this, &ImportDialog::look);
    refuse({});
    setAcceptDrops(true);
    resize(900, 720);
}

void ImportDialog::dragEnterEvent(QDragEnterEvent* event)
{
    if (localPaths(*event->mimeData()).size() == 1) {
        event->acceptProposedAction();
    }
}

void ImportDialog::dropEvent(QDropEvent* event)
{
    const auto paths = localPaths(*event->mimeData());
    if (paths.size() == 1) {
        event->acceptProposedAction();
        setFile(paths.front());
    }
}

void ImportDialog::setFile(const std::filesystem::path& file) { m_file->setPath(pathToQt(file)); }
std::filesystem::path ImportDialog::file() const
{
    // "folder/" names the folder.
    const std::filesystem::path path = pathFromQt(m_file->path());
    return path.has_filename() ? path : path.parent_path();
}
std::filesystem::path ImportDialog::project() const
{
    return m_project ? pathFromQt(m_project->path()) : std::filesystem::path();
}

ImportOptions ImportDialog::options() const
{
    ImportOptions options;
    options.format = m_format;
    options.images = pathFromQt(m_images->path());
    options.role = LayerRole(m_role->currentData().toInt());
    options.author = fromQt(m_author->text().trimmed());
    options.continueFrom = m_continue->isChecked();
    options.encoding = encodingOf(*m_encoding);
    options.realign = m_realign->isChecked() ? Realign::WhenAllFit : Realign::Never;
    return options;
}

void ImportDialog::look()
{
    m_jobs.cancel(m_job);
    m_import->setEnabled(false);
    m_format.clear();
    if (file().empty()) {
        refuse({});
        return;
    }
    m_grid->setMessage(tr("Looking at it"));
    const ImportOptions wanted = options();
    const std::filesystem::path path = file();
    m_job = runJob<Looked>(
        m_jobs, tr("Preview"),
        [path, wanted](Progress& progress) -> Result<Looked> {
            auto preview = previewFile(path, wanted, 10, progress);
            if (!preview) {
                return preview.error();
            }
            Looked looked{std::move(*preview), {}, {}};
            for (const auto& picture : looked.preview.pictures) {
                if (progress.cancelled()) {
                    return Error{ErrorCode::Cancelled, {}, {}};
                }
                looked.pictures.push_back(makePreviewPicture(picture, looked.preview.labels));
            }
            for (const auto& text : looked.preview.texts) {
                looked.texts.push_back(makePreviewText(text, looked.preview.labels));
            }
            return looked;
        },
        this,
        [this](Result<Looked> looked) {
            if (looked) {
                present(*looked);
            } else if (looked.error().code != ErrorCode::Cancelled) {
                refuse(toQt(looked.error().text()));
            }
        });
}

void ImportDialog::present(const Looked& looked)
{
    const ImportPreview& preview = looked.preview;
    m_format = preview.format;
    const Format* format = findFormat(preview.format);
    ask(!format || !format->info().texts, format && format->info().texts);
    m_found->setText(foundText(looked));
    QStringList names;
    for (const std::string& label : preview.labels) {
        names << toQt(displayUtf8(label));
        if (names.size() == 24 && preview.labels.size() > 24) {
            names << tr("%1 more").arg(preview.labels.size() - 24);
            break;
        }
    }
    m_labels->setText(names.isEmpty() ? QString() : tr("Labels: %1").arg(names.join(u", "_s)));
    if (!looked.texts.empty()) {
        m_grid->setTexts(looked.texts);
    } else if (!looked.pictures.empty()) {
        m_grid->setPictures(looked.pictures);
    } else {
        m_grid->setMessage(tr("There is nothing to label in it."));
    }
    m_realign->setVisible(preview.countsOtherwise);
    m_import->setEnabled(true);
}

QString ImportDialog::foundText(const Looked& looked) const
{
    const ImportPreview& preview = looked.preview;
    const Format* format = findFormat(preview.format);
    const auto counted = [](std::int64_t count, const QString& one, const QString& several) {
        return toQt(withThousands(count)) + u' ' + (count == 1 ? one : several);
    };
    const bool texts = format && format->info().texts;
    QString found = QStringList{format ? toQt(format->info().name) : toQt(preview.format),
                                texts ? counted(preview.images, tr("text"), tr("texts"))
                                      : counted(preview.images, tr("picture"), tr("pictures")),
                                counted(preview.annotations, tr("annotation"), tr("annotations")),
                                counted(std::int64_t(preview.labels.size()), tr("label"), tr("labels"))}
                        .join(u" · "_s);
    const auto missing = std::count_if(looked.pictures.begin(), looked.pictures.end(),
                                       [](const PreviewPicture& p) { return p.image.isNull(); });
    if (missing > 0) {
        found += tr(" · %1 of these %2 pictures are not there. Labels are kept; the pictures can be located "
                    "later.")
                     .arg(missing)
                     .arg(looked.pictures.size());
    }
    const auto troubles =
        std::count_if(preview.lines.begin(), preview.lines.end(),
                      [](const ReportLine& line) { return line.kind != ReportLine::Kind::Note; });
    if (troubles > 0) {
        const auto first =
            std::find_if(preview.lines.begin(), preview.lines.end(),
                         [](const ReportLine& line) { return line.kind != ReportLine::Kind::Note; });
        found += u'\n' + tr("%1 to look at afterwards. First: %2: %3")
                             .arg(counted(troubles, tr("place"), tr("places")), toQt(first->where),
                                  toQt(first->message));
    }
    return found;
}

void ImportDialog::ask(bool pictures, bool texts)
{
    m_rows->setFieldVisible(m_images, pictures);
    m_rows->setFieldVisible(m_encoding, texts);
}

void ImportDialog::refuse(const QString& reason)
{
    m_found->setText({});
    m_labels->setText({});
    m_realign->hide();
    m_grid->setMessage(reason.isEmpty()
                           ? tr("Choose a file or a folder: ten of its pictures or texts are shown here "
                                "before anything is imported.")
                           : reason);
    // Another encoding may be what is the matter.
    ask(reason.isEmpty(), !reason.isEmpty());
    m_import->setEnabled(false);
}

} // namespace touchstone
