<?php
/**
 * Makes the WordPress that script/wordpress tests the plugin in. Arguments: what to do (install, or fill), where its files
 * are, the password of its admin, and the address of the Guildhall that answers there.
 */

list( , $what, $site, $password, $server ) = $argv;

if ( 'install' === $what ) {
	define( 'WP_INSTALLING', true );
}
require $site . '/wp-load.php';

if ( 'install' === $what ) {
	require ABSPATH . 'wp-admin/includes/upgrade.php';
	wp_install( 'Marlbridge', 'admin', 'admin@marlbridge.example', false, '', $password );
	// Pictures of people would be asked of somebody else.
	update_option( 'show_avatars', 0 );
	exit;
}

require ABSPATH . 'wp-admin/includes/plugin.php';
wp_set_current_user( 1 );
$failed = activate_plugin( 'guildhall/guildhall.php' );
if ( is_wp_error( $failed ) ) {
	fwrite( STDERR, $failed->get_error_message() . "\n" );
	exit( 1 );
}
$pages = array(
	'ask'     => '[guildhall_ask]',
	'chat'    => '[guildhall_chat]',
	'answer'  => '[guildhall_answer id="missed-bin"]',
	'wrong'   => '[guildhall_answer id="no-such-page"]',
	'blocks'  => "<!-- wp:guildhall/ask /-->\n\n<!-- wp:guildhall/answer {\"id\":\"missed-bin\"} /-->",
	'pasted'  => "<!-- wp:embed {\"url\":\"$server/help/missed-bin\",\"type\":\"rich\"} -->\n"
		. "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n$server/help/missed-bin\n</div></figure>\n"
		. '<!-- /wp:embed -->',
);
foreach ( $pages as $name => $content ) {
	wp_insert_post(
		array(
			'post_type'    => 'page',
			'post_status'  => 'publish',
			'post_name'    => $name,
			'post_title'   => ucfirst( $name ),
			'post_content' => wp_slash( $content ),
		),
		true
	);
}
