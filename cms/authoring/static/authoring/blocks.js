// The block that is the whole of a form: without a panel of its own, and with the element that Wagtail's controller marks.

const { StructBlockDefinition } = window.wagtailStreamField.blocks;

class MainBlockDefinition extends StructBlockDefinition {
  constructor(...args) {
    super(...args);
    this.collapsible = false;
  }

  render(...args) {
    const block = super.render(...args);
    block.element ??= block.container[0];
    return block;
  }
}

window.telepath.register("polidari.MainBlock", MainBlockDefinition);
