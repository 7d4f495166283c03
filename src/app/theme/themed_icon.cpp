#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIcon>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "app/theme/theme.h"

namespace touchstone {

using namespace Qt::StringLiterals;

namespace {

/// The file of a Breeze icon that was drawn for `size` or the next larger one.
QString breezeFile(const QString& name, int size)
{
    static QHash<QString, QString> found;
    const QString key = name + u'@' + QString::number(size);
    if (const auto it = found.constFind(key); it != found.constEnd()) {
        return *it;
    }
    QString best;
    for (const QString& path : QIcon::themeSearchPaths()) {
        for (const auto* group : {"actions", "places", "status", "mimetypes", "devices", "apps"}) {
            for (const int drawn : {16, 22, 24, 32, 64}) {
                const QString file =
                    u"%1/breeze/%2/%3/%4.svg"_s.arg(path, QLatin1StringView(group)).arg(drawn).arg(name);
                if (!QFile::exists(file)) {
                    continue;
                }
                best = file;
                if (drawn >= size) {
                    found.insert(key, best);
                    return best;
                }
            }
        }
    }
    found.insert(key, best);
    return best;
}

QColor iconColor(QIcon::Mode mode, QIcon::State state)
{
    if (mode == QIcon::Disabled) {
        return QGuiApplication::palette().color(QPalette::Disabled, QPalette::ButtonText);
    }
    return state == QIcon::On ? theme().accent : theme().text;
}

/// Draws an SVG in a role of the theme in force when it is painted, so that nothing is set anew at a switch.
class ThemedIconEngine : public QIconEngine {
  public:
    explicit ThemedIconEngine(QString source) : m_source(std::move(source)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const QString file =
            m_source.startsWith(u':') ? m_source : breezeFile(m_source, qMin(rect.width(), rect.height()));
        QFile opened(file);
        if (file.isEmpty() || !opened.open(QIODevice::ReadOnly)) {
            return;
        }
        QByteArray svg = opened.readAll();
        const QByteArray color = iconColor(mode, state).name().toLatin1();
        svg.replace("currentColor", color);
        // Breeze's colours of text, highlight, bad, good and neutral: one quiet colour for all.
        for (const char* drawn : {"#232629", "#3daee9", "#da4453", "#27ae60", "#f67400", "#eff0f1"}) {
            svg.replace(drawn, color);
        }
        QSvgRenderer renderer(svg);
        if (!renderer.isValid()) {
            return;
        }
        const QSizeF drawn = renderer.defaultSize();
        const double scale = qMin(rect.width() / drawn.width(), rect.height() / drawn.height());
        QRectF target(QPointF(), drawn * scale);
        target.moveCenter(QRectF(rect).center());
        renderer.render(painter, target);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        const QString key = u"ts-icon:%1:%2x%3:%4"_s.arg(m_source)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(iconColor(mode, state).name());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = QPixmap(size);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            painter.setRenderHint(QPainter::Antialiasing);
            paint(&painter, QRect(QPoint(), size), mode, state);
            painter.end();
            QPixmapCache::insert(key, pixmap);
        }
        return pixmap;
    }

    QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override { return size; }
    bool isNull() override
    {
        return m_source.startsWith(u':') ? !QFile::exists(m_source) : breezeFile(m_source, 16).isEmpty();
    }
    QString key() const override { return u"touchstone"_s; }
    QIconEngine* clone() const override { return new ThemedIconEngine(m_source); }

  private:
    QString m_source;
};

} // namespace

QIcon themedIcon(const QString& nameOrPath)
{
    if (nameOrPath.isEmpty()) {
        return {};
    }
    if (!nameOrPath.startsWith(u':') && breezeFile(nameOrPath, 16).isEmpty()) {
        return QIcon::fromTheme(nameOrPath);
    }
    return QIcon(new ThemedIconEngine(nameOrPath));
}

} // namespace touchstone
