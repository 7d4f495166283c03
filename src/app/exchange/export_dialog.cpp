#include "app/exchange/export_dialog.h"

#include <set>

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/exchange/form_rows.h"
#include "app/exchange/path_field.h"
#include "app/session/text.h"

namespace touchstone {

using namespace Qt::StringLiterals;

ExportDialog::ExportDialog(const std::filesystem::path& project, QWidget* parent)
    : QDialog(parent), m_format(new QComboBox), m_layer(new QComboBox),
      m_file(new PathField(PathField::Kind::SaveFile, tr("Export to"))), m_limits(new QLabel),
      m_there(new QLabel), m_strict(new QCheckBox(tr("Refuse when anything would be lost"))),
      m_export(new QPushButton(tr("Export")))
{
    setWindowTitle(tr("Export"));
    for (const Format* format : formats()) {
        if (format->info().writes) {
            m_format->addItem(toQt(format->info().name), toQt(format->info().id));
        }
    }
    m_layer->addItem(tr("The newest state of each item"), QString());
    std::filesystem::path target = project;
    m_file->setPath(pathToQt(target.replace_extension(".json")));
    m_limits->setTextFormat(Qt::PlainText);
    m_export->setProperty("kind", u"primary"_s);
    m_export->setObjectName(u"exportButton"_s);
    m_export->setDefault(true);

    auto* rows = new FormRows;
    rows->addField(tr("Format"), m_format);
    rows->addNote(m_limits);
    rows->addField(tr("Annotations"), m_layer);
    rows->addField(tr("File"), m_file);
    rows->addNote(m_there);
    m_there->setProperty("role", u"warning"_s);
    auto* cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChosen);
    connect(m_file, &PathField::pathChanged, this, &ExportDialog::check);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(10);
    column->addLayout(rows);
    auto* option = new QHBoxLayout;
    option->setContentsMargins(124, 0, 0, 0);
    option->addWidget(m_strict);
    option->addStretch();
    column->addLayout(option);
    column->addStretch();
    column->addSpacing(8);
    column->addLayout(buttons);
    resize(640, 300);
    formatChosen();
    check();
}

void ExportDialog::setCounts(const ProjectCounts& counts)
{
    std::set<std::string> authors;
    for (const auto& layer : counts.layers) {
        if (!layer.author.empty() && authors.insert(layer.author).second) {
            const QString name = toQt(displayUtf8(layer.author));
            m_layer->addItem(tr("Only what %1 made (%2 annotations)")
                                 .arg(name, toQt(withThousands(layer.annotations))),
                             toQt(layer.author));
        }
    }
}

std::filesystem::path ExportDialog::file() const { return pathFromQt(m_file->path()); }

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    options.format = fromQt(m_format->currentData().toString());
    options.layer = fromQt(m_layer->currentData().toString());
    options.strict = m_strict->isChecked();
    return options;
}

void ExportDialog::formatChosen()
{
    const Format* format = findFormat(options().format);
    QStringList sentences;
    if (format) {
        for (const std::string& limit : format->info().limits) {
            sentences << toQt(limit);
        }
    }
    m_limits->setText(sentences.isEmpty() ? tr("This format carries everything the project holds.")
                                          : u"· "_s + sentences.join(u"\n· "_s));
    // A format of many files fills a folder.
    std::filesystem::path target = file();
    if (format && !target.empty() && format->info().folders == (target.extension() == ".json")) {
        m_file->setPath(pathToQt(target.replace_extension(format->info().folders ? "" : ".json")));
    }
    m_export->setEnabled(format);
    check();
}

/// A wrapped label alone does not make a dialog taller.
void ExportDialog::fitHeight()
{
    resize(width(), qMax(minimumSizeHint().height(), layout()->totalHeightForWidth(width())));
}

void ExportDialog::check()
{
    std::error_code ignored;
    const Format* format = findFormat(options().format);
    const bool there = std::filesystem::exists(file(), ignored);
    m_there->setText(!there ? QString()
                     : format && format->info().folders
                         ? tr("This is there already. Name a new folder: nothing in an old one is replaced.")
                         : tr("This file is there already. It is replaced when the new one is complete."));
    m_there->setVisible(!m_there->text().isEmpty());
    m_export->setEnabled(!file().empty());
    fitHeight();
}

} // namespace touchstone
