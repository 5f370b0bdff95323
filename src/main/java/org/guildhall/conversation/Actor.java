package org.guildhall.conversation;

/**
 * Somebody of staff who does something. A conversation that is not in their sight is not there for them, and that is asked
 * under the row's lock: what leaves their sight in the same moment is safe from them.
 *
 * @param name who they are, as it is written down beside the deed
 * @param sight what they may see
 */
public record Actor(StaffName name, Sight sight) {}
