<?php
/** The settings page: where the server is. Whoever may manage the site may set it. */

namespace Guildhall;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

add_action( 'admin_menu', __NAMESPACE__ . '\\add_page' );
add_action( 'admin_init', __NAMESPACE__ . '\\add_fields' );
add_filter( 'plugin_action_links_' . plugin_basename( __DIR__ . '/guildhall.php' ), __NAMESPACE__ . '\\add_link' );

/** Below "Settings". */
function add_page() {
	add_options_page(
		__( 'Guildhall', 'guildhall' ),
		__( 'Guildhall', 'guildhall' ),
		'manage_options',
		'guildhall',
		__NAMESPACE__ . '\\page'
	);
}

/** Beside the plugin's name in the list of plugins. */
function add_link( $links ) {
	array_unshift(
		$links,
		'<a href="' . esc_url( admin_url( 'options-general.php?page=guildhall' ) ) . '">' . esc_html__( 'Settings', 'guildhall' ) . '</a>'
	);
	return $links;
}

/** Two addresses. */
function add_fields() {
	register_setting(
		'guildhall',
		SERVER,
		array( 'type' => 'string', 'default' => '', 'sanitize_callback' => __NAMESPACE__ . '\\clean_server' )
	);
	register_setting(
		'guildhall',
		PRIVACY,
		array( 'type' => 'string', 'default' => '', 'sanitize_callback' => __NAMESPACE__ . '\\clean_address' )
	);
	add_settings_section( 'guildhall', '', '__return_null', 'guildhall' );
	add_settings_field(
		SERVER,
		__( 'Server', 'guildhall' ),
		__NAMESPACE__ . '\\field',
		'guildhall',
		'guildhall',
		array(
			'label_for' => SERVER,
			'hint'      => __( 'Where the council’s Guildhall is, for example https://help.example.gov.uk. Its settings must name this site in guildhall.allowed-origins.', 'guildhall' ),
		)
	);
	add_settings_field(
		PRIVACY,
		__( 'Privacy notice', 'guildhall' ),
		__NAMESPACE__ . '\\field',
		'guildhall',
		'guildhall',
		array(
			'label_for' => PRIVACY,
			'hint'      => __( 'The chat shows a link to it before the first message. Leave it empty for the one that the server knows.', 'guildhall' ),
		)
	);
}

/** One line of the form. */
function field( $about ) {
	printf(
		'<input type="url" class="regular-text code" id="%1$s" name="%1$s" value="%2$s" aria-describedby="%1$s-hint"><p class="description" id="%1$s-hint">%3$s</p>',
		esc_attr( $about['label_for'] ),
		esc_attr( (string) get_option( $about['label_for'], '' ) ),
		esc_html( $about['hint'] )
	);
}

/** An address of the web without a slash at the end, or nothing. */
function clean_address( $typed ) {
	$address = untrailingslashit( esc_url_raw( trim( (string) $typed ), array( 'https', 'http' ) ) );
	return wp_parse_url( $address, PHP_URL_HOST ) ? $address : '';
}

/** The same, and a look whether somebody is there, so that a slip is seen at once. */
function clean_server( $typed ) {
	static $looked = array();
	$address = clean_address( $typed );
	// WordPress cleans an option twice when it is saved for the first time; once is enough to be told.
	if ( isset( $looked[ $address ] ) ) {
		return $address;
	}
	$looked[ $address ] = true;
	if ( '' === $address ) {
		if ( '' !== trim( (string) $typed ) ) {
			add_settings_error( SERVER, 'guildhall-address', __( 'This is no address. Write it with https:// in front.', 'guildhall' ) );
		}
		return '';
	}
	$told = wp_remote_get( $address . '/api/openapi.json', array( 'timeout' => 5 ) );
	if ( is_wp_error( $told ) || 200 !== wp_remote_retrieve_response_code( $told ) ) {
		add_settings_error(
			SERVER,
			'guildhall-silent',
			__( 'Saved, but no Guildhall answers there just now. Check the address, and that this server may reach it.', 'guildhall' ),
			'warning'
		);
	} else {
		add_settings_error( SERVER, 'guildhall-there', __( 'Guildhall answers there.', 'guildhall' ), 'success' );
	}
	return $address;
}

/** The page itself. */
function page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1><form method="post" action="options.php">';
	settings_fields( 'guildhall' );
	do_settings_sections( 'guildhall' );
	submit_button();
	echo '</form><h2>' . esc_html__( 'On a page', 'guildhall' ) . '</h2><p>'
		. esc_html__( 'Use the blocks “Council chat”, “Ask the council” and “Council answer”, or these shortcodes:', 'guildhall' )
		. '</p><ul class="ul-disc"><li><code>[guildhall_chat]</code></li><li><code>[guildhall_ask]</code></li>'
		. '<li><code>[guildhall_answer id="missed-bin"]</code></li></ul><p>'
		. esc_html__( 'The address of a help page on a line of its own becomes the answer, too.', 'guildhall' )
		. '</p></div>';
}
