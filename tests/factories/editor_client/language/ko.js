H5PEditor.language.core = { hello: "대역이 말합니다." };
