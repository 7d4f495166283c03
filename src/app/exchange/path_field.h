#pragma once

#include <QWidget>

class QLineEdit;

namespace touchstone {

/// A path that is typed or chosen.
class PathField : public QWidget {
    Q_OBJECT
  public:
    enum class Kind { OpenFile, OpenFileOrFolder, SaveFile, Folder };
    PathField(Kind kind, const QString& title, const QString& filter = {}, QWidget* parent = nullptr);

    QString path() const;
    void setPath(const QString& path);
    void setPlaceholder(const QString& text);
    void choose();
    /// For Kind::OpenFileOrFolder.
    void chooseFolder();

  Q_SIGNALS:
    /// Chosen, or typed and left.
    void pathChanged(const QString& path);

  private:
    void take(const QString& chosen, bool isFolder);

    Kind m_kind;
    QString m_title;
    QString m_filter;
    QString m_told;
    QLineEdit* m_edit;
};

} // namespace touchstone
