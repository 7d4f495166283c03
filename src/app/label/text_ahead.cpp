#include "app/label/text_ahead.h"

#include <algorithm>

#include "app/session/project_session.h"
#include "app/session/read_ahead.h"
#include "app/session/text.h"
#include "touchstone/base/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

/// Longer texts are made ready when they are opened: three of them would take a gigabyte.
constexpr std::size_t mostBytes = 24 << 20;

std::size_t bytesOf(const Document& document)
{
    std::size_t bytes = 0;
    for (const TextBlock& block : document.blocks)
        bytes += block.text.size();
    return bytes;
}

QString lineEndsOf(const Document& document)
{
    bool lf = false, crlf = false, cr = false;
    for (const TextBlock& block : document.blocks)
        for (std::size_t i = 0; i < block.text.size(); ++i) {
            if (block.text[i] == '\n')
                lf = true;
            else if (block.text[i] == '\r')
                (i + 1 < block.text.size() && block.text[i + 1] == '\n' ? (++i, crlf) : cr) = true;
        }
    const int kinds = int(lf) + int(crlf) + int(cr);
    return kinds > 1 ? u"mixed line ends"_s : crlf ? u"CRLF"_s : cr ? u"CR"_s : lf ? u"LF"_s : QString();
}

QStringList factsOf(const PreparedText& text)
{
    std::int64_t length = 0;
    for (int block = 0; block < text.source.blockCount(); ++block)
        length += text.source.length(block);
    QStringList facts{u"%1 characters"_s.arg(toQt(withThousands(length))), toQt(text.document->encoding)};
    if (const QString ends = lineEndsOf(*text.document); !ends.isEmpty())
        facts << ends;
    return facts;
}

} // namespace

TextAhead::TextAhead(ProjectSession& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_pool.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &TextAhead::update);
    connect(&session.ahead(), &ReadAhead::ready, this, [this] { m_soon.start(0); });
    connect(&session, &ProjectSession::itemsChanged, this, [this] {
        m_made.clear();
        m_soon.start(0);
    });
}

TextAhead::~TextAhead()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void TextAhead::want(const std::vector<Item>& items)
{
    m_wanted = items;
    std::erase_if(m_made, [&](const auto& made) {
        return std::ranges::find(items, made.first, &Item::key) == items.end();
    });
    m_soon.start(0);
}

void TextAhead::update()
{
    for (const Item& item : m_wanted)
        if (item.kind == "text")
            start(item);
}

void TextAhead::start(const Item& item)
{
    auto reading = m_session.ahead().find(item.id);
    if (!reading || !reading->working.document || bytesOf(*reading->working.document) > mostBytes)
        return;
    Made& made = m_made[item.key];
    if (made.asked == reading->ticket)
        return;
    made.asked = reading->ticket;
    // After an edit all is read again; the text is the same.
    m_pool.start([this, key = item.key, ticket = reading->ticket, before = made.page,
                  reading = std::move(reading)]() mutable {
        std::vector<Annotation> annotations = reading->working.content.annotations();
        const std::shared_ptr<const Document> document = reading->working.document;
        // Whoever opens the item meanwhile need not copy it.
        reading.reset();
        auto page = std::make_shared<Page>();
        if (before && *before->text.document == *document) {
            page->text.document = before->text.document;
            page->text.source = before->text.source;
            page->text.pieces = before->text.pieces;
            page->text.spans.reset(std::move(annotations), {});
            page->facts = before->facts;
            before.reset();
        } else {
            page->text = PreparedText(document, std::move(annotations));
            page->facts = factsOf(page->text);
        }
        QMetaObject::invokeMethod(
            this,
            [this, key, ticket, page = std::move(page)]() mutable {
                const auto it = m_made.find(key);
                if (it != m_made.end() && it->second.asked == ticket) {
                    it->second.ticket = ticket;
                    it->second.page.swap(page);
                }
                if (page)
                    m_pool.start([old = std::move(page)]() mutable { old.reset(); });
            },
            Qt::QueuedConnection);
    });
}

TextAhead::Page TextAhead::take(const WorkingLayer& working)
{
    Page page;
    const auto it = m_made.find(working.item.key);
    if (it != m_made.end() && it->second.page) {
        Made made = std::move(it->second);
        m_made.erase(it);
        // Another one is made from it just now: then it is copied.
        page = made.asked == made.ticket ? std::move(*made.page) : *made.page;
        page.isExact = made.ticket == m_session.frontTicket();
    } else {
        page.text = PreparedText(working.document);
        page.facts = factsOf(page.text);
    }
    return page;
}

void TextAhead::dispose(PreparedText text)
{
    m_pool.start([old = std::make_shared<PreparedText>(std::move(text))]() mutable { old.reset(); });
}

bool TextAhead::isReady(const Item& item) const
{
    const auto it = m_made.find(item.key);
    return it != m_made.end() && it->second.page && it->second.ticket == it->second.asked;
}

} // namespace touchstone
