#pragma once

#include <filesystem>
#include <string>

#include "cli/touchstone_cli.h"

namespace clitest {

/// A whole BMP file of one colour.
std::string bmp(int width, int height, unsigned char shade = 128);

/// COCO text with one image "a.bmp" (64 × 48), one category and the given annotations (JSON, joined).
std::string coco(const std::string& annotations, const std::string& category = "car");
/// A box annotation of image 1 and category 1.
std::string box(int id, double x, double y, double width, double height);
/// A COCO file of `count` polygons on 200 images, some megabytes for ten thousands.
std::string largeCoco(int count);

/// A project "p.touchstone" with one imported box on "a.bmp".
void makeProject(const Scratch& scratch);

/// What `info` and `log` say, to compare before and after.
std::string stateOf(const Scratch& scratch, const std::string& project = "p.touchstone");

/// The first column of the rows that a query gives, joined by line breaks.
std::string queryText(const std::filesystem::path& file, const std::string& sql);
/// Runs one SQL statement on a database file, as another program would.
void runSql(const std::filesystem::path& file, const std::string& sql);

} // namespace clitest
