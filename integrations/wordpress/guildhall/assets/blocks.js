/* The three blocks in the editor. Visitors never load this; what they see is made on the server. */
(function (wp) {
  'use strict';

  var el = wp.element.createElement;
  var __ = wp.i18n.__;
  var useBlockProps = wp.blockEditor.useBlockProps;
  var Placeholder = wp.components.Placeholder;
  var TextControl = wp.components.TextControl;

  function shown(icon, label, instructions, inside) {
    return el(Placeholder, { icon: icon, label: label, instructions: instructions }, inside);
  }

  /** The server makes what is shown; nothing of it is kept in the post. */
  function nothing() {
    return null;
  }

  wp.blocks.registerBlockType('guildhall/chat', {
    title: __('Council chat', 'guildhall'),
    category: 'widgets',
    icon: 'format-chat',
    edit: function () {
      return el('div', useBlockProps(),
        shown('format-chat', __('Council chat', 'guildhall'), __('Visitors see the chat here.', 'guildhall')));
    },
    save: nothing
  });

  wp.blocks.registerBlockType('guildhall/ask', {
    title: __('Ask the council', 'guildhall'),
    category: 'widgets',
    icon: 'search',
    edit: function () {
      return el('div', useBlockProps(),
        shown('search', __('Ask the council', 'guildhall'), __('Visitors ask a question here and read the answer below it.', 'guildhall')));
    },
    save: nothing
  });

  wp.blocks.registerBlockType('guildhall/answer', {
    title: __('Council answer', 'guildhall'),
    category: 'widgets',
    icon: 'editor-help',
    attributes: { id: { type: 'string', default: '' } },
    edit: function (props) {
      return el('div', useBlockProps(),
        shown('editor-help', __('Council answer', 'guildhall'),
          __('The last part of the address of a help page, for example missed-bin.', 'guildhall'),
          el(TextControl, {
            label: __('Which answer', 'guildhall'),
            value: props.attributes.id,
            onChange: function (id) { props.setAttributes({ id: id.trim() }); }
          })));
    },
    save: nothing
  });
})(window.wp);
