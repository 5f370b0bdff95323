package org.guildhall.message;

/**
 * One thing a citizen may pick.
 *
 * @param id what comes back when it is picked; stable, never shown
 * @param title what the citizen reads
 */
public record Choice(String id, String title) {}
