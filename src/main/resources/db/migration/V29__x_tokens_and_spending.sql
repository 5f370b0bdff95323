-- The tokens under which we write on X, which are good once or for two hours, so that all nodes share them and one at a time
-- asks for new ones. The seed tells which setting they came from, and is not the setting itself.
create table x_tokens (
    account       text not null primary key,
    seed          text not null,
    refresh_token text not null,
    access_token  text,
    good_until    timestamptz,
    leased_until  timestamptz
);

-- How many messages have gone out on X in each month, for who has set how much may be spent.
create table x_spending (
    account  text   not null,
    month    date   not null,
    messages bigint not null,
    primary key (account, month)
);
