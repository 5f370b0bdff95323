package org.guildhall.conversation;

/**
 * A member of staff as conversations know them.
 *
 * @param username unique, lower case
 * @param name as colleagues and citizens see it
 */
public record StaffName(String username, String name) {}
