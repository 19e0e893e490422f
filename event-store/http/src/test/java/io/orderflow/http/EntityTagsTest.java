package io.orderflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class EntityTagsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "3"               | 3
            "2", "3"          | 2 3
            "2","3"           | 2 3
            , "2" ,, "a,b" ,  | 2 a,b
            W/"3"             |
            W/"2", "3"        | 3
            """)
    void onlyStrongTagsCanMatch(String line, String strong) {
        assertThat(String.join(" ", EntityTags.parse(List.of(line)).strong())).isEqualTo(strong == null ? "" : strong);
    }

    @Test
    void linesOfAFieldAreOneList() {
        assertThat(EntityTags.parse(List.of("\"1\"", "\"2\", \"3\"")).strong()).containsExactly("1", "2", "3");
    }

    @Test
    void theStarStandsAlone() {
        assertThat(EntityTags.parse(List.of("*")).any()).isTrue();
        assertThatThrownBy(() -> EntityTags.parse(List.of("*, \"1\""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntityTags.parse(List.of("*", "*"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "3", "\"3", "w/\"3\"", "W/3", "\"a b\"", "\"1\" \"2\"", "\"1\"; x"})
    void whatIsNoListOfTagsIsRefused(String line) {
        assertThatThrownBy(() -> EntityTags.parse(List.of(line))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "7"             | 304
            W/"7"           | 304
            "6", W/"7"      | 304
            *               | 304
            "6"             | 200
            "a,7,b"         | 200
            7               | 200
            """)
    void aReadComparesWeakly(String condition, int status) {
        var request = new MockHttpServletRequest();
        request.addHeader("If-None-Match", condition);
        var response = new MockHttpServletResponse();

        boolean known = new EntityTag(7).isAnswerTo(request, response);

        assertThat(known).isEqualTo(status == 304);
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getHeader("ETag")).isEqualTo("\"7\"");
    }
}
