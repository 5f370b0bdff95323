<?php
/**
 * Plugin Name:       Guildhall: ask the council
 * Description:       The council's chat, its answers and a box to ask it, on any page: as blocks, as shortcodes, or by pasting the address of a help page.
 * Version:           0.1.0
 * Requires at least: 6.0
 * Requires PHP:      7.4
 * License:           Apache-2.0
 * License URI:       https://www.apache.org/licenses/LICENSE-2.0
 * Text Domain:       guildhall
 *
 * Everything a visitor sees comes from one server, which the settings name. Nothing is loaded and nobody is asked anything
 * until that is set; no cookie is set and nothing is stored by this plugin for any visitor.
 */

namespace Guildhall;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const VERSION = '0.1.0';

/** Where the council's Guildhall is, without a slash at the end; empty while nobody has said. */
const SERVER = 'guildhall_server';

/** The address of the privacy notice that the chat shows before the first message; may be empty. */
const PRIVACY = 'guildhall_privacy';

/** How long the title of an answer is kept, in seconds. */
const KEPT = 300;

require __DIR__ . '/settings.php';
require __DIR__ . '/show.php';

add_action( 'init', __NAMESPACE__ . '\\register' );

/** Makes blocks, shortcodes and the pasting of addresses known to WordPress. */
function register() {
	$here = plugin_dir_url( __FILE__ );
	wp_register_script(
		'guildhall-blocks',
		$here . 'assets/blocks.js',
		array( 'wp-blocks', 'wp-element', 'wp-block-editor', 'wp-components', 'wp-i18n' ),
		VERSION,
		true
	);
	wp_register_script( 'guildhall-ask', $here . 'assets/ask.js', array(), VERSION, true );
	wp_register_style( 'guildhall', $here . 'assets/guildhall.css', array(), VERSION );

	register_block_type( __DIR__ . '/blocks/chat', array( 'render_callback' => __NAMESPACE__ . '\\chat' ) );
	register_block_type( __DIR__ . '/blocks/ask', array( 'render_callback' => __NAMESPACE__ . '\\ask' ) );
	register_block_type( __DIR__ . '/blocks/answer', array( 'render_callback' => __NAMESPACE__ . '\\answer' ) );

	add_shortcode( 'guildhall_chat', __NAMESPACE__ . '\\chat' );
	add_shortcode( 'guildhall_ask', __NAMESPACE__ . '\\ask' );
	add_shortcode( 'guildhall_answer', __NAMESPACE__ . '\\answer' );

	$server = server();
	if ( '' !== $server ) {
		// Who pastes the address of a help page into a post gets the answer itself.
		wp_oembed_add_provider( $server . '/help/*', $server . '/api/oembed', false );
		// What belongs to the server is not this plugin's version; the server says itself how long it may be kept.
		wp_register_script( 'guildhall-chat', $server . '/chat.js', array(), null, true );
	}
}

add_filter( 'http_request_host_is_external', __NAMESPACE__ . '\\asked', 10, 3 );
add_filter( 'http_allowed_safe_ports', __NAMESPACE__ . '\\port', 10, 3 );

/** Lets WordPress ask the server about a pasted address also where it stands inside the council's own network. */
function asked( $external, $host, $url ) {
	return $external || ours( $url );
}

/** The same where it listens on a port of its own. */
function port( $ports, $host, $url ) {
	if ( is_array( $ports ) && ours( $url ) ) {
		$ports[] = wp_parse_url( $url, PHP_URL_PORT );
	}
	return $ports;
}

/** Whether this is a question about an answer to the server that an administrator named, and nothing else there. */
function ours( $url ) {
	$server = server();
	return '' !== $server && 0 === strpos( $url, $server . '/api/oembed?' );
}

/** The server that the settings name, or an empty string. */
function server() {
	return (string) get_option( SERVER, '' );
}

add_filter( 'script_loader_tag', __NAMESPACE__ . '\\later', 10, 2 );

/** Lets the page be read before the chat is fetched. */
function later( $tag, $handle ) {
	if ( 'guildhall-chat' !== $handle && 'guildhall-ask' !== $handle ) {
		return $tag;
	}
	return false === strpos( $tag, ' defer' ) ? str_replace( ' src=', ' defer src=', $tag ) : $tag;
}
