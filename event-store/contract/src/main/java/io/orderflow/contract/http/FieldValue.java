package io.orderflow.contract.http;

/**
 * The value of a header field. RFC 9110, 5.5, leaves the meaning of bytes beyond US-ASCII to whoever reads them, so
 * that two servers in a row can read two values as one; none of ours takes them.
 */
public final class FieldValue {
    private FieldValue() {}

    /** Whether it has visible US-ASCII characters only, and spaces and tabs between them. */
    public static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if ((character < ' ' && character != '\t') || character > '~') {
                return false;
            }
        }
        return true;
    }
}
