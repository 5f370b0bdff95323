<?php
/** Keeps the tested WordPress from asking anybody outside: a test counts every such request as a fault of the plugin's. */

remove_action( 'wp_head', 'print_emoji_detection_script', 7 );
remove_action( 'admin_print_scripts', 'print_emoji_detection_script' );
add_filter( 'emoji_svg_url', '__return_false' );
