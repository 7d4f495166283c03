#pragma once

#include <QAbstractButton>
#include <QPixmap>

#include "app/start/recent_projects.h"

namespace touchstone {

/// A recent project: picture, name, place, how far it is. Pressing it opens it, or, when the file is not
/// there, asks where it went.
class RecentRow : public QAbstractButton {
    Q_OBJECT
  public:
    RecentRow(RecentProject project, bool first, QWidget* parent = nullptr);
    QSize sizeHint() const override;

  Q_SIGNALS:
    void openAsked(const QString& path);
    void locateAsked(const QString& path);
    void forgetAsked(const QString& path);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    RecentProject m_project;
    QPixmap m_picture;
    bool m_there;
    bool m_first;
};

} // namespace touchstone
