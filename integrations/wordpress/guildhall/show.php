<?php
/**
 * What visitors see. Each function works as a block and as a shortcode, and shows an ordinary link or form to who has no
 * JavaScript.
 */

namespace Guildhall;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** What stands there while no server is set: nothing for visitors, a sentence for who can set it. */
function not_yet() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return '';
	}
	return sprintf(
		'<p>%s <a href="%s">%s</a></p>',
		esc_html__( 'Guildhall has no server yet, so visitors see nothing here.', 'guildhall' ),
		esc_url( admin_url( 'options-general.php?page=guildhall' ) ),
		esc_html__( 'Set it', 'guildhall' )
	);
}

/** The chat: [guildhall_chat]. */
function chat() {
	$server = server();
	if ( '' === $server ) {
		return not_yet();
	}
	wp_enqueue_script( 'guildhall-chat' );
	$privacy = (string) get_option( PRIVACY, '' );
	return sprintf(
		'<guildhall-chat%s><a href="%s">%s</a></guildhall-chat>',
		'' === $privacy ? '' : ' privacy="' . esc_url( $privacy ) . '"',
		esc_url( $server . '/chat' ),
		esc_html__( 'Chat with us', 'guildhall' )
	);
}

/** A box to ask one question: [guildhall_ask]. */
function ask() {
	static $number = 0;
	$server = server();
	if ( '' === $server ) {
		return not_yet();
	}
	wp_enqueue_script( 'guildhall-ask' );
	wp_enqueue_style( 'guildhall' );
	$id    = 'guildhall-ask-' . ( ++$number );
	$words = array(
		'more'      => __( 'Read more', 'guildhall' ),
		'keep'      => __( 'Keep this answer', 'guildhall' ),
		'talk'      => __( 'Talk to us', 'guildhall' ),
		'meant'     => __( 'Did you mean one of these?', 'guildhall' ),
		'unsure'    => __( 'We are not sure about that. A person can help.', 'guildhall' ),
		'looking'   => __( 'Looking for the answer', 'guildhall' ),
		'too-many'  => __( 'Many questions came from here just now. Wait a moment and ask again.', 'guildhall' ),
	);
	$data  = '';
	foreach ( $words as $name => $said ) {
		$data .= ' data-' . $name . '="' . esc_attr( $said ) . '"';
	}
	return '<form class="guildhall-ask" role="search" method="get" action="' . esc_url( $server . '/' ) . '"'
		. ' data-server="' . esc_url( $server ) . '"' . $data . '>'
		. '<label for="' . $id . '">' . esc_html__( 'Ask the council', 'guildhall' ) . '</label>'
		. '<div class="guildhall-ask__line">'
		. '<input type="search" id="' . $id . '" name="q" maxlength="1000" autocomplete="off" dir="auto" required>'
		. '<button type="submit">' . esc_html__( 'Ask', 'guildhall' ) . '</button>'
		. '</div>'
		. '<div class="guildhall-ask__answer" role="status" dir="auto"></div>'
		. '</form>';
}

/** One answer, always as it is today: [guildhall_answer id="missed-bin"]. */
function answer( $attributes ) {
	$server = server();
	$id     = isset( $attributes['id'] ) ? (string) $attributes['id'] : '';
	if ( '' === $server ) {
		return not_yet();
	}
	if ( ! preg_match( '/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/', $id ) ) {
		return current_user_can( 'edit_posts' )
			? '<p>' . esc_html__( 'Say which answer, as in id="missed-bin": the last part of its page’s address.', 'guildhall' ) . '</p>'
			: '';
	}
	$page  = $server . '/help/' . $id;
	$known = described( $server, $page );
	if ( null === $known ) {
		// Better a link that may work for the visitor than a hole in the page.
		return '<p><a href="' . esc_url( $page ) . '">' . esc_html__( 'Read the answer', 'guildhall' ) . '</a></p>';
	}
	wp_enqueue_style( 'guildhall' );
	return sprintf(
		'<iframe class="guildhall-answer" src="%s" title="%s" loading="lazy" width="%d" height="%d"></iframe>',
		esc_url( $server . '/embed/' . $id ),
		esc_attr( $known['title'] ),
		$known['width'],
		$known['height']
	);
}

/** Title and size of an answer, as the server tells them; null when it does not. */
function described( $server, $page ) {
	$key   = 'guildhall_' . md5( $page );
	$known = get_transient( $key );
	if ( is_array( $known ) ) {
		return $known;
	}
	$told = wp_remote_get(
		add_query_arg( 'url', rawurlencode( $page ), $server . '/api/oembed' ),
		array( 'timeout' => 3, 'headers' => array( 'Accept' => 'application/json' ) )
	);
	if ( is_wp_error( $told ) || 200 !== wp_remote_retrieve_response_code( $told ) ) {
		return null;
	}
	$said = json_decode( wp_remote_retrieve_body( $told ), true );
	if ( ! is_array( $said ) || ! isset( $said['title'], $said['width'], $said['height'] ) ) {
		return null;
	}
	$known = array(
		'title'  => (string) $said['title'],
		'width'  => (int) $said['width'],
		'height' => (int) $said['height'],
	);
	set_transient( $key, $known, KEPT );
	return $known;
}
