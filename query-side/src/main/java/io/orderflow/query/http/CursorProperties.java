package io.orderflow.query.http;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param cursorKey secret that signs the cursors of lists, 16 to 1,024 characters, the same for all instances; when it
 *        is absent, the key is derived from the database password, so that cursors survive a restart and hold for all
 *        instances. A change of either ends the life of the cursors given out before.
 */
@Validated
@ConfigurationProperties("orderflow")
record CursorProperties(@Nullable @Size(min = 16, max = 1024) String cursorKey) {}
