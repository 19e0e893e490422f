-- The words of each order in the order of its time: a search by a word reads as many entries as it shows rows, however many orders have
-- the word. An inverted index finds all of them first. The words of an order never change, so that its later events do not touch this.
CREATE TABLE read_model.order_search_word (
    word      text COLLATE "C" NOT NULL,
    placed_at timestamptz      NOT NULL,
    order_id  text             NOT NULL,
    PRIMARY KEY (word, placed_at, order_id)
);

CREATE FUNCTION read_model.add_order_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO read_model.order_search_word (word, placed_at, order_id)
    SELECT unnest(tsvector_to_array(words)), placed_at, order_id FROM added
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END;
$$;
CREATE TRIGGER add_words AFTER INSERT ON read_model.order_search
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION read_model.add_order_search_words();

INSERT INTO read_model.order_search_word (word, placed_at, order_id)
SELECT unnest(tsvector_to_array(words)), placed_at, order_id FROM read_model.order_search;

DROP INDEX read_model.order_search_skus;
-- Left for words that are the beginning of very many others. Entries that are not yet sorted in are read by every search: few of them.
ALTER INDEX read_model.order_search_words SET (gin_pending_list_limit = 64);
