#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QString>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace touchstone {

class JobRunner;
class ProjectSession;

/// The lists of a project, and how one is filled from a file.
struct ListAccess {
    /// "drugs" and how many entries it has.
    std::function<std::vector<std::pair<QString, qint64>>()> lists;
    /// Asks for a file and takes its rows into the list (empty: named as the file); what became of it, and
    /// the list.
    struct Taken {
        QString list;
        QString sentence;
    };
    std::function<std::optional<Taken>(const QString& list, QWidget* over)> take;
};
ListAccess listAccess(ProjectSession& session, JobRunner& jobs);

/// The name of the list that an attribute's entries are from, and "Entries from a file…".
class EntryListForm : public QWidget {
    Q_OBJECT
  public:
    explicit EntryListForm(QWidget* parent = nullptr);
    void setAccess(ListAccess access);
    void setName(const QString& name);
    QString name() const;

  private:
    void refill();
    void tell();

    ListAccess m_access;
    QComboBox* m_name;
    QPushButton* m_take;
    QLabel* m_note;
};

} // namespace touchstone
