package io.orderflow.campaign.oracle;

/**
 * What an appender says on its standard output, one line each, before and after it asks the store. These lines are all
 * that the oracle knows. The ids of an append's events differ in their index only, so that its key names them all.
 */
public sealed interface AppenderLine {
    CommandKey key();

    String text();

    /**
     * The append will be asked for.
     *
     * @param expected version; 0 for a new stream, -1 for any
     * @param count of events
     * @param content the sum of the events' {@link Fingerprint#ofContent}
     */
    record Intent(CommandKey key, String stream, long expected, int count, long content) implements AppenderLine {
        public static final long ANY = -1;

        @Override
        public String text() {
            return "INTENT " + form(key) + " " + stream + " " + expected + " " + count + " "
                    + Long.toHexString(content);
        }
    }

    /** Acknowledged. */
    record Ack(CommandKey key, long firstVersion, long lastVersion, long firstPosition, long lastPosition)
            implements
                AppenderLine {
        @Override
        public String text() {
            return "ACK " + form(key) + " " + firstVersion + " " + lastVersion + " " + firstPosition + " "
                    + lastPosition;
        }
    }

    /** Refused, since the stream was at another version than expected. */
    record Conflict(CommandKey key, long actualVersion) implements AppenderLine {
        @Override
        public String text() {
            return "CONFLICT " + form(key) + " " + actualVersion;
        }
    }

    /** The command had been stored before, and this is the outcome that the store kept. */
    record Duplicate(CommandKey key, long lastVersion, long lastPosition) implements AppenderLine {
        @Override
        public String text() {
            return "DUPLICATE " + form(key) + " " + lastVersion + " " + lastPosition;
        }
    }

    /** The store did not answer: the outcome is open until a repetition tells it. */
    record Unknown(CommandKey key) implements AppenderLine {
        @Override
        public String text() {
            return "UNKNOWN " + form(key);
        }
    }

    /** Something that no fault explains. */
    record Defect(CommandKey key, String what) implements AppenderLine {
        @Override
        public String text() {
            return "DEFECT " + form(key) + " " + what.lines().findFirst().orElse("");
        }
    }

    /**
     * @throws IllegalArgumentException when the line is none of these
     */
    static AppenderLine parse(String line) {
        String[] words = line.split(" ", 3);
        CommandKey key = key(words[1]);
        String[] rest = words.length < 3 ? new String[0] : words[2].split(" ", -1);
        return switch (words[0]) {
            case "INTENT" -> new Intent(key, rest[0], Long.parseLong(rest[1]), Integer.parseInt(rest[2]),
                    Long.parseUnsignedLong(rest[3], 16));
            case "ACK" -> new Ack(key, Long.parseLong(rest[0]), Long.parseLong(rest[1]), Long.parseLong(rest[2]),
                    Long.parseLong(rest[3]));
            case "CONFLICT" -> new Conflict(key, Long.parseLong(rest[0]));
            case "DUPLICATE" -> new Duplicate(key, Long.parseLong(rest[0]), Long.parseLong(rest[1]));
            case "UNKNOWN" -> new Unknown(key);
            case "DEFECT" -> new Defect(key, words.length < 3 ? "" : words[2]);
            default -> throw new IllegalArgumentException("not an appender's line: " + line);
        };
    }

    private static String form(CommandKey key) {
        return key.incarnation() + ":" + key.sequence() + ":" + Long.toHexString(key.time());
    }

    private static CommandKey key(String form) {
        String[] parts = form.split(":", -1);
        return new CommandKey(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]),
                Long.parseUnsignedLong(parts[2], 16));
    }
}
