#pragma once

#include <functional>

#include <QDBusVariant>
#include <QObject>

namespace touchstone {

/// Hears the desktop's change of colour scheme.
class SystemSchemeListener : public QObject {
    Q_OBJECT
  public:
    SystemSchemeListener(QObject* parent, std::function<void()> changed);

  public Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

  private:
    std::function<void()> m_changed;
};

} // namespace touchstone
