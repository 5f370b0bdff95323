package org.guildhall.platform;

import org.postgresql.ds.PGSimpleDataSource;

/** The PostgreSQL we work with: one of the operator's, or our own. */
interface DatabaseServer extends AutoCloseable {

    /** How to reach it, without a pool. A new one at each call, for the caller to refine. */
    PGSimpleDataSource connections();

    /** Whether other servers of ours may be using it too. */
    boolean shared();

    @Override
    void close();
}
