#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace touchstone {

/// The panel at the right: tabs over pages.
class SidePanel : public QWidget {
    Q_OBJECT
  public:
    explicit SidePanel(QWidget* parent = nullptr);
    void addPage(const QString& title, QWidget* page);
    void setTitle(int index, const QString& title);
    /// Shows the tab of a page, or not.
    void setPageVisible(QWidget* page, bool on);
    QWidget* currentPage() const;
    void setCurrent(int index);
    int current() const;
    QTabBar& tabs() { return *m_tabs; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
};

} // namespace touchstone
