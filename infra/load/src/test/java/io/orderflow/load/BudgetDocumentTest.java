package io.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetDocumentTest {
    private static String section(String name, String text) {
        return "<!-- " + name + ": written by a command -->\n" + text + "\n<!-- end of " + name + " -->\n";
    }

    @Test
    void aSectionIsReplacedAndTheRestStays() {
        String page = "# Head\n\n" + section("before", "old") + "\na note\n\n" + section("after", "kept");
        assertThat(BudgetDocument.replaced(page, "before", section("before", "new"))).isEqualTo(
                page.replace("old", "new"));
    }

    @Test
    void beforeStandsBeforeAfter() {
        String page = "# Head\n\n" + section("after", "kept");
        assertThat(BudgetDocument.replaced(page, "before", section("before", "new"))).isEqualTo(
                "# Head\n\n" + section("before", "new") + "\n" + section("after", "kept"));
    }
}
