#include "app/label/changed_picture.h"

#include <QLocale>

#include "app/jobs/run_job.h"
#include "app/label/missing_notice.h"
#include "app/session/project_session.h"
#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int restMs = 250;

struct Looked {
    MediumRow row;
    FileLook look;
};

QString sizeText(const MediumContent& content)
{
    return u"%1 × %2"_s.arg(content.width).arg(content.height);
}

} // namespace

ChangedPicture::ChangedPicture(ProjectSession& session, JobRunner& jobs, MissingNotice& notice,
                               QObject* parent)
    : QObject(parent), m_session(session), m_jobs(jobs), m_notice(notice)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &ChangedPicture::look);
    connect(&session, &ProjectSession::itemOpened, this, &ChangedPicture::itemOpened);
    connect(&notice, &MissingNotice::actionWanted, this, &ChangedPicture::take);
    connect(&notice, &MissingNotice::otherWanted, this, [this] { Q_EMIT locateWanted(m_medium); });
}

void ChangedPicture::itemOpened()
{
    m_jobs.cancel(m_job);
    m_notice.show({}, {});
    m_medium = m_session.working() ? m_session.working()->item.medium : MediumId{};
    m_rest.start();
}

void ChangedPicture::look()
{
    if (!m_medium)
        return;
    m_job = runJob<Looked>(
        m_jobs, u"Looking at the picture"_s,
        [&project = m_session.project(), medium = m_medium](Progress& progress) -> Result<Looked> {
            auto reader = project.reader();
            if (!reader)
                return reader.error();
            const auto row = (*reader)->medium(medium);
            reader->reset();
            if (!row)
                return row.error();
            const auto file = project.mediaPath(*row);
            Looked looked{*row, lookAtMedium(file, *row, !project.isReadOnly(), progress)};
            if (looked.look.state == FileState::Same && looked.look.found.hash)
                project.saveFacts({{medium, looked.look.found, looked.look.modified}});
            return looked;
        },
        this,
        [this, medium = m_medium](const Result<Looked>& looked) {
            if (looked && medium == m_medium && looked->look.state == FileState::Changed)
                tell(looked->row.recorded, looked->look.found);
        });
}

void ChangedPicture::tell(const MediumContent& recorded, const MediumContent& found)
{
    const bool otherSize = recorded.width != 0 && found.width != 0 &&
                           (recorded.width != found.width || recorded.height != found.height);
    const QString what = otherSize          ? u"%1 then, %2 now"_s.arg(sizeText(recorded), sizeText(found))
                         : found.bytes == 0 ? u"its file is empty now"_s
                         : found.width == 0 ? u"its file cannot be read as a picture now"_s
                                            : u"it has the same size, but other content"_s;
    const QString sentence =
        u"The picture was changed after it was added: %1. Shapes are kept where they were."_s.arg(what);
    if (m_session.project().isReadOnly() || found.width == 0)
        m_notice.show(sentence, {});
    else
        m_notice.show(sentence, u"Use this picture"_s, u"Locate the old one…"_s);
}

void ChangedPicture::take()
{
    const WorkingLayer* working = m_session.working();
    if (!working || working->item.medium != m_medium)
        return;
    m_notice.show({}, {});
    runJob<Edit>(
        m_jobs, u"Looking at the picture"_s,
        [&project = m_session.project(), item = working->item.id](Progress& progress) {
            return replaceMediumEdit(project, item, progress);
        },
        this,
        [this](Result<Edit> edit) {
            if (edit)
                m_session.applyElsewhere(std::move(*edit));
            else
                Q_EMIT said(toQt(edit.error().text()));
        });
}

} // namespace touchstone
