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

// A block inside that has a panel carries its label there; Wagtail tells such by the constructor of the block around it.
Object.defineProperty(MainBlockDefinition.prototype, "constructor", { value: StructBlockDefinition });

window.telepath.register("polidari.MainBlock", MainBlockDefinition);
