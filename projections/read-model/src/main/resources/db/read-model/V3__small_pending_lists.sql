-- Entries that are not yet sorted in are read by every search: few of them. The default of 4 MB took more of a search than the search.
ALTER INDEX read_model.order_search_skus  SET (gin_pending_list_limit = 64);
ALTER INDEX read_model.order_search_words SET (gin_pending_list_limit = 64);
