#include "tools/aid_tool.h"

#include <sstream>

namespace touchstone {
namespace {

constexpr int keepMs = 300;
constexpr std::size_t mostSteps = 50;

} // namespace

AidTool::AidTool(ToolContext& context) : MaskTool(context), m_work(context)
{
    m_keepLater.setSingleShot(true);
    m_keepLater.setInterval(keepMs);
    QObject::connect(&m_keepLater, &QTimer::timeout, &m_keepLater, [this] { AidTool::keepDraft(); });
}

AidTool::~AidTool()
{
    if (isWorking())
        context().stopWork(m_work.end());
}

void AidTool::deactivate()
{
    stopWork();
    accept();
    MaskTool::deactivate();
}

void AidTool::reset()
{
    stopWork();
    m_keepLater.stop();
    // What is stored of the draft stays with its item.
    m_draft.reset();
    m_steps.clear();
    m_of = {};
    m_mask = {};
    MaskTool::reset();
    draftMoved();
}

bool AidTool::cancel()
{
    if (isWorking()) {
        stopWork();
        return true;
    }
    if (!hasDraft())
        return false;
    dropDraft();
    return true;
}

bool AidTool::finish()
{
    stopWork();
    return hasDraft() ? accept() : MaskTool::finish();
}

void AidTool::work(const QString& title, Work run, std::function<void()> done)
{
    stopWork();
    m_title = title;
    m_work.begin([&] {
        return context().startWork({title, std::move(run), [this, done = std::move(done)](Result<void> result) {
                                        m_work.end();
                                        if (result)
                                            done();
                                        else if (result.error().code != ErrorCode::Cancelled)
                                            context().say(QString::fromStdString(result.error().message));
                                        context().hintChanged();
                                    }});
    });
}

void AidTool::stopWork()
{
    if (!isWorking())
        return;
    context().stopWork(m_work.end());
    context().hintChanged();
}

void AidTool::beginDraft(bool ofTarget)
{
    const Annotation* now = ofTarget ? target() : nullptr;
    const Size size = context().imageSize();
    m_draft.reset();
    m_steps.clear();
    if (now) {
        m_of = now->id;
        m_mask = *std::get<MaskShape>(now->shape).mask;
    } else {
        m_of = {};
        m_mask = {static_cast<std::int32_t>(size.width), static_cast<std::int32_t>(size.height), {}};
        clearSelection();
    }
}

void AidTool::setDraft(Mask mask, bool isStep)
{
    if (isStep && m_draft) {
        m_steps.push_back(std::move(m_mask));
        if (m_steps.size() > mostSteps)
            m_steps.erase(m_steps.begin());
    }
    m_mask = std::move(mask);
    showDraft();
    m_isKept = false;
    m_keepLater.start();
    if (isStep)
        keepDraft();
}

void AidTool::focusLost()
{
    MaskTool::focusLost();
    keepDraft();
}

void AidTool::keepDraft()
{
    if (m_isKept || !m_draft)
        return;
    m_isKept = true;
    m_keepLater.stop();
    std::ostringstream body;
    body << "mask " << m_mask.width << ' ' << m_mask.height << ' ' << (m_of.isNull() ? "-" : m_of.toString()) << ' '
         << rleToString(rleFromMask(m_mask));
    context().saveDraft(body.str());
}

void AidTool::showDraft()
{
    m_draft.emplace(m_mask);
    m_draftPicture.reset();
    context().canvas().updateLive();
    context().hintChanged();
}

void AidTool::restoreDraft(const std::string& body)
{
    std::istringstream words(body);
    std::string kind, of, runs;
    std::uint32_t width = 0, height = 0;
    words >> kind >> width >> height >> of >> runs;
    const Result<Rle> rle = rleFromString(runs, height, width);
    if (kind != "mask" || !rle)
        return;
    const AnnotationId id{Uuid::parse(of).value_or(Uuid{})};
    m_of = id;
    m_mask = maskFromRle(*rle);
    m_steps.clear();
    if (!id.isNull())
        context().setSelection({id});
    showDraft();
    draftMoved();
}

bool AidTool::undoInDraft()
{
    if (!hasDraft())
        return false;
    stopWork();
    if (m_steps.empty()) {
        dropDraft();
        return true;
    }
    Mask before = std::move(m_steps.back());
    m_steps.pop_back();
    setDraft(std::move(before), false);
    keepDraft();
    draftMoved();
    return true;
}

void AidTool::dropDraft()
{
    m_keepLater.stop();
    if (std::exchange(m_draft, std::nullopt))
        context().saveDraft({});
    m_steps.clear();
    m_of = {};
    m_mask = {};
    context().canvas().updateLive();
    draftMoved();
    context().hintChanged();
}

bool AidTool::accept()
{
    if (!m_draft || !canDraw())
        return false;
    const Annotation* of = m_of.isNull() ? nullptr : context().content().find(m_of);
    context().setSelection(of ? std::vector{m_of} : std::vector<AnnotationId>{});
    if (of && !target()) {
        context().say(QStringLiteral("The mask is locked. Unlock it, or drop the draft with Esc."));
        return false;
    }
    if (!begin())
        return false;
    const Mask made = std::move(m_mask);
    dropDraft();
    if (of)
        painted(mask().keepOnly(made));
    painted(mask().fill(made, true));
    commit(true);
    return true;
}

void AidTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    if (!m_draft) {
        MaskTool::paintLive(painter, view);
        return;
    }
    QColor fill = draftInk().color;
    fill.setAlpha(110);
    m_draftPicture.paint(painter, view, context().canvas().devicePixelRatioF(), *m_draft, fill.rgba(),
                         qRgb(255, 255, 255));
}

QString AidTool::hint() const
{
    return m_work.isLong() ? m_title + QStringLiteral("…") : aidHint();
}

std::vector<ToolHintKey> AidTool::hintKeys() const
{
    if (m_work.isLong())
        return {{QStringLiteral("Esc"), QStringLiteral("cancel")}};
    std::vector<ToolHintKey> keys = aidKeys();
    if (hasDraft()) {
        keys.insert(keys.begin(), {QStringLiteral("Enter"), QStringLiteral("accept")});
        keys.emplace_back(QStringLiteral("Esc"), QStringLiteral("drop"));
    }
    return keys;
}

} // namespace touchstone
