<?php
/** Leaves nothing behind. */

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

delete_option( 'guildhall_server' );
delete_option( 'guildhall_privacy' );
