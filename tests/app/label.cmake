touchstone_test(label_test QT
    SOURCES label_edit_test.cpp label_fixture.cpp label_item_test.cpp label_parts_test.cpp label_test_main.cpp
    LINK ts_label ts_media)
