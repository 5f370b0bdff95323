package org.guildhall.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks for the addresses of a name; may block. */
@FunctionalInterface
interface Names {

    /** All of them, at least one. */
    InetAddress[] addresses(String host) throws UnknownHostException;
}
