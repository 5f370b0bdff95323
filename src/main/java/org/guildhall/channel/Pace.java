package org.guildhall.channel;

/**
 * How fast a messenger lets us send.
 *
 * @param perSecond messages a second over the whole account, from 1; 0 when there is no limit
 * @param burst how many messages one person may get at once before it is one a second; 0 when there is no limit
 */
public record Pace(int perSecond, int burst) {

    /** As fast as we can. */
    public static final Pace UNLIMITED = new Pace(0, 0);
}
