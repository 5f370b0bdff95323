-- Until when the article that a message quotes was said to be right, so that every channel can show it.
alter table messages add column article_review_by date;
