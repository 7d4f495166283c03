#pragma once

#include <gtest/gtest.h>

#include <map>

#include "tools/tool_context.h"

namespace touchstone {

/// The part of a context that asks a program: questions wait until the test answers them.
class AskedProgram : public ToolContext {
  public:
    QString programName() const override { return program; }
    int askProgram(ProgramQuestion question) override
    {
        questions[++lastQuestion] = std::move(question);
        return lastQuestion;
    }
    void stopProgram(int number) override { questions.erase(number); }
    void offerProgram() override { ++offered; }
    void answer(Result<ProgramAnswer> result)
    {
        ASSERT_EQ(questions.size(), 1U);
        const ProgramQuestion question = std::move(questions.begin()->second);
        questions.clear();
        question.done(std::move(result));
    }

    QString program = QStringLiteral("finder");
    std::map<int, ProgramQuestion> questions;
    int lastQuestion = 0;
    int offered = 0;
};

} // namespace touchstone
