H5PEditor.language.core = { hello: "The stand-in speaks." };
