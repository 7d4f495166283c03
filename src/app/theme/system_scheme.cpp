#include "app/theme/system_scheme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QPalette>

#include "app/theme/system_scheme_listener.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

bool g_dark = false;
const auto kService = u"org.freedesktop.portal.Desktop"_s;
const auto kPath = u"/org/freedesktop/portal/desktop"_s;
const auto kInterface = u"org.freedesktop.portal.Settings"_s;
const auto kGroup = u"org.freedesktop.appearance"_s;
const auto kKey = u"color-scheme"_s;

// 1 prefers dark, 2 light, 0 has no preference.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>()) {
        value = value.value<QDBusVariant>().variant();
    }
    return value;
}

} // namespace

SystemSchemeListener::SystemSchemeListener(QObject* parent, std::function<void()> changed)
    : QObject(parent), m_changed(std::move(changed))
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    QDBusMessage question = QDBusMessage::createMethodCall(kService, kPath, kInterface, u"Read"_s);
    question << kGroup << kKey;
    auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(question, 2000), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* watcher) {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid()) {
            settingChanged(kGroup, kKey, reply.value());
        }
        watcher->deleteLater();
    });
    bus.connect(kService, kPath, kInterface, u"SettingChanged"_s, this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
}

void SystemSchemeListener::settingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group != kGroup || key != kKey) {
        return;
    }
    const uint scheme = unwrapped(value.variant()).toUInt();
    if (scheme == 0 || (scheme == 1) == g_dark) {
        return;
    }
    g_dark = scheme == 1;
    m_changed();
}

bool systemPrefersDark() { return g_dark; }

void watchSystemScheme(QApplication& application, std::function<void()> changed)
{
    g_dark = application.palette().color(QPalette::Window).lightness() < 128;
    // No desktop, no bus: the offscreen platform of tests and of the tour.
    if (QGuiApplication::platformName() != u"offscreen"_s
        && !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")) {
        new SystemSchemeListener(&application, std::move(changed));
    }
}

} // namespace touchstone
