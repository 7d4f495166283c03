#include "app/exchange/path_field.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include "app/shell/preferences.h"

namespace touchstone {

PathField::PathField(Kind kind, const QString& title, const QString& filter, QWidget* parent)
    : QWidget(parent), m_kind(kind), m_title(title), m_filter(filter), m_edit(new QLineEdit)
{
    m_edit->setAccessibleName(title);
    auto* button = new QPushButton(tr("Choose…"));
    button->setAutoDefault(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_edit, 1);
    row->addWidget(button);
    setFocusProxy(m_edit);
    connect(button, &QPushButton::clicked, this, &PathField::choose);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] { setPath(m_edit->text()); });
}

QString PathField::path() const
{
    const QString typed = m_edit->text().trimmed();
    return typed.startsWith(QStringLiteral("~/")) ? QDir::homePath() + typed.mid(1) : typed;
}

void PathField::setPath(const QString& path)
{
    m_edit->setText(path);
    if (path != m_told) {
        m_told = path;
        Q_EMIT pathChanged(this->path());
    }
}

void PathField::setPlaceholder(const QString& text) { m_edit->setPlaceholderText(text); }

void PathField::choose()
{
    const QString start = path().isEmpty() ? Preferences::lastFolder() : path();
    QString chosen;
    switch (m_kind) {
    case Kind::OpenFile:
        chosen = QFileDialog::getOpenFileName(this, m_title, start, m_filter);
        break;
    case Kind::SaveFile:
        chosen = QFileDialog::getSaveFileName(this, m_title, start, m_filter);
        break;
    case Kind::Folder:
        chosen = QFileDialog::getExistingDirectory(this, m_title, start);
        break;
    }
    if (!chosen.isEmpty()) {
        const QFileInfo info(chosen);
        Preferences::setLastFolder(m_kind == Kind::Folder ? chosen : info.path());
        setPath(chosen);
    }
}

} // namespace touchstone
