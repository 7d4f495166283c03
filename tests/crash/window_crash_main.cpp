#include <gtest/gtest.h>

// The parent needs no window of its own.
int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
