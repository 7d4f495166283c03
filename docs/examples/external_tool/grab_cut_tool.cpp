// A program for Touchstone's external tool: cuts an object out by OpenCV's GrabCut, from a box and clicks.
// The protocol is described in docs/external_tool_protocol.md. Enter the path of this program in the preferences.
//
// One thread reads lines, so that a cancel is heard while the other one computes.

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <iostream>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace {

using Json = nlohmann::json;

constexpr int kRounds = 4;

/// The requests that wait, and which of them are cancelled.
class Requests {
  public:
    void add(Json request)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(request));
        m_changed.notify_one();
    }
    void cancel(std::int64_t id)
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled = std::max(m_cancelled, id);
    }
    /// No more will come.
    void end()
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_changed.notify_one();
    }
    /// Waits for one; false when there are no more.
    bool next(Json& request)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ended || !m_waiting.empty(); });
        if (m_waiting.empty())
            return false;
        request = std::move(m_waiting.front());
        m_waiting.pop_front();
        return true;
    }
    bool isCancelled(std::int64_t id)
    {
        const std::lock_guard lock(m_mutex);
        return id <= m_cancelled;
    }

  private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Json> m_waiting;
    std::int64_t m_cancelled = 0;
    bool m_ended = false;
};

void write(const Json& line)
{
    std::cout << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n' << std::flush;
}

/// Column by column, starting with background, as COCO keeps masks.
Json runsOf(const cv::Mat& object)
{
    Json counts = Json::array();
    std::int64_t length = 0;
    bool inside = false;
    for (int x = 0; x < object.cols; ++x) {
        for (int y = 0; y < object.rows; ++y) {
            if ((object.at<unsigned char>(y, x) != 0) != inside) {
                counts.push_back(length);
                length = 0;
                inside = !inside;
            }
            ++length;
        }
    }
    counts.push_back(length);
    return counts;
}

/// What the box and the clicks say about each pixel.
cv::Mat marksOf(const Json& request, cv::Size size)
{
    cv::Mat marks(size, CV_8U, cv::Scalar(cv::GC_PR_BGD));
    cv::Rect box({0, 0}, size);
    if (const Json& stated = request["box"]; !stated.is_null()) {
        marks = cv::GC_BGD;
        box &= cv::Rect(cv::Rect2d(stated["x"], stated["y"], stated["width"], stated["height"]));
        marks(box) = cv::GC_PR_FGD;
    }
    for (const Json& click : request["clicks"]) {
        const cv::Point place(click["x"].get<int>(), click["y"].get<int>());
        const bool object = click["object"];
        // Without a box the object is looked for around the clicks on it.
        if (object && request["box"].is_null())
            cv::circle(marks, place, std::max(size.width, size.height) / 8, cv::GC_PR_FGD, cv::FILLED);
    }
    for (const Json& click : request["clicks"]) {
        const cv::Point place(click["x"].get<int>(), click["y"].get<int>());
        cv::circle(marks, place, 3, click["object"] ? cv::GC_FGD : cv::GC_BGD, cv::FILLED);
    }
    return marks;
}

/// The last image stays in memory: most requests are about the one before.
const cv::Mat& imageOf(const Json& request)
{
    static std::string path;
    static cv::Mat image;
    if (path != request["image"]) {
        path = request["image"];
        // Turned upright by its EXIF orientation, as Touchstone shows it.
        image = cv::imread(path, cv::IMREAD_COLOR);
    }
    if (image.empty())
        throw std::runtime_error("the image cannot be read");
    if (image.cols != request["width"] || image.rows != request["height"])
        throw std::runtime_error("the image has another size than the request says");
    return image;
}

Json answerTo(const Json& request, Requests& requests)
{
    const auto id = request["id"].get<std::int64_t>();
    const cv::Mat& image = imageOf(request);
    cv::Mat marks = marksOf(request, image.size());
    cv::Mat background, foreground;
    for (int round = 0; round < kRounds; ++round) {
        if (requests.isCancelled(id))
            return {{"type", "cancelled"}, {"id", id}};
        write({{"type", "progress"}, {"id", id}, {"fraction", double(round) / kRounds}, {"text", "GrabCut"}});
        cv::grabCut(image, marks, {}, background, foreground, 1,
                    round == 0 ? cv::GC_INIT_WITH_MASK : cv::GC_EVAL);
    }
    const cv::Mat object = marks & 1;
    Json shapes = Json::array();
    if (cv::countNonZero(object) > 0)
        shapes.push_back({{"kind", "rle"}, {"size", {image.rows, image.cols}}, {"counts", runsOf(object)}});
    return {{"type", "answer"}, {"id", id}, {"shapes", shapes}};
}

void work(Requests& requests)
{
    for (Json request; requests.next(request);) {
        try {
            write(answerTo(request, requests));
        } catch (const std::exception& problem) {
            write({{"type", "error"}, {"id", request["id"]}, {"message", problem.what()}});
        }
    }
}

} // namespace

int main()
{
    Requests requests;
    write({{"type", "hello"}, {"protocol", 1}});
    std::thread worker([&] { work(requests); });
    // Ends when Touchstone closes our standard input.
    for (std::string line; std::getline(std::cin, line);) {
        const Json message = Json::parse(line, nullptr, false);
        if (message.is_discarded() || !message.is_object())
            continue;
        const std::string type = message.value("type", "");
        if (type == "request")
            requests.add(message);
        else if (type == "cancel")
            requests.cancel(message["id"]);
    }
    requests.end();
    worker.join();
}
